using NotiLog.Benchmarks.Load;
using NotiLog.Benchmarks.Parts;

namespace NotiLog.Benchmarks.Figures;

/// <summary>Events in through HTTP beside raw SQLite commits of the same rows and an endpoint that only parses.</summary>
internal static class IngestFigure
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1.5);

    /// <summary>Until the host's compiler has nothing left to improve.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);

    public static async Task BatchesAsync(Stage stage, Report report)
    {
        const double Floor = 0.6;
        var measured = await MeasureAsync(stage, connections: 4, eventsPerRequest: 100, rowsPerCommit: 100);
        var ratio = Turns.Ratio(measured.Host, measured.Raw);
        report.Add(
            "batches of 100, 4 connections",
            Report.Count(Turns.Median(measured.Host), "events/s"),
            Report.Count(Turns.Median(measured.Raw), "rows/s raw SQLite, 100 a commit"),
            Report.Number(ratio),
            $">= {Report.Number(Floor)}",
            ratio >= Floor);
        AddRest(report, measured, "batches");
    }

    public static async Task SinglesAsync(Stage stage, Report report, int connections)
    {
        const double Floor = 3;
        var measured = await MeasureAsync(stage, connections, eventsPerRequest: 1, rowsPerCommit: 1);
        var ratio = Turns.Ratio(measured.Host, measured.Raw);
        var hasFloor = connections == 64;
        report.Add(
            $"single events, {connections} connections",
            Report.Count(Turns.Median(measured.Host), "events/s"),
            Report.Count(Turns.Median(measured.Raw), "rows/s raw SQLite, 1 a commit"),
            Report.Number(ratio),
            hasFloor ? $">= {Report.Number(Floor)}" : "",
            hasFloor ? ratio >= Floor : null);
        AddRest(report, measured, $"{connections} connections");
    }

    private static void AddRest(Report report, Measured measured, string load)
    {
        report.Add(
            $"... beside parsing alone ({load})",
            Report.Count(Turns.Median(measured.Host), "events/s"),
            Report.Count(Turns.Median(measured.Parse), "events/s parse only"),
            Report.Number(Turns.Ratio(measured.Host, measured.Parse)));
        report.Add(
            $"... CPU per event ({load})",
            Report.Number(Turns.Median(measured.HostCpu), "ms"),
            Report.Number(Turns.Median(measured.ParseCpu), "ms parse only"),
            Report.Number(Turns.Ratio(measured.HostCpu, measured.ParseCpu)));
    }

    private static async Task<Measured> MeasureAsync(Stage stage, int connections, int eventsPerRequest, int rowsPerCommit)
    {
        Task<double> HostAsync(TimeSpan turn) => Drive.ForAsync(stage.Host.Address, Host.Key, connections, eventsPerRequest, turn);
        Task<double> ParseAsync(TimeSpan turn) => Drive.ForAsync(stage.Parser.Address, Host.Key, connections, eventsPerRequest, turn);
        await HostAsync(WarmUp);
        await ParseAsync(WarmUp / 2);
        var hostCpu = new List<double>();
        var parseCpu = new List<double>();
        var rates = await Turns.MeasureAsync(
            stage.Rounds,
            () => WithCpuAsync(() => HostAsync(Turn), () => stage.Host.Cpu, hostCpu),
            () => stage.Raw.ForAsync(rowsPerCommit, Turn),
            () => WithCpuAsync(() => ParseAsync(Turn), () => stage.Parser.Cpu, parseCpu));
        return new Measured(rates[0], rates[1], rates[2], hostCpu, parseCpu);
    }

    /// <summary>Notes the milliseconds of CPU that an event took.</summary>
    private static async Task<double> WithCpuAsync(Func<Task<double>> run, Func<TimeSpan> cpu, List<double> milliseconds)
    {
        var before = cpu();
        var rate = await run();
        milliseconds.Add((cpu() - before).TotalMilliseconds / (rate * Turn.TotalSeconds));
        return rate;
    }

    /// <summary>By round: events or rows a second, milliseconds an event.</summary>
    private sealed record Measured(
        IReadOnlyList<double> Host, IReadOnlyList<double> Raw, IReadOnlyList<double> Parse, IReadOnlyList<double> HostCpu, IReadOnlyList<double> ParseCpu);
}
