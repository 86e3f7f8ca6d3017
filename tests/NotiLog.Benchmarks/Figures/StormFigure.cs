using NotiLog.Benchmarks.Load;
using NotiLog.Benchmarks.Parts;

namespace NotiLog.Benchmarks.Figures;

/// <summary>A storm of events of one group, routed and told, beside the same events when nobody wants them: to the last 202, and in CPU until the host is quiet.</summary>
internal static class StormFigure
{
    private const double Most = 2;
    private const int Events = 50_000;
    private const int MostRounds = 5;
    private const string Routes = """{"routes":[{"name":"storm","match":["level>=critical"],"channels":["ops"],"groupInterval":"5s"}]}""";

    public static async Task RunAsync(Stage stage, Report report)
    {
        await using var telegram = await BotApi.StartAsync();
        using var host = await Host.StartAsync(stage.Folder, "storm", telegram.Url);
        await host.CallAsync("PUT", "/api/v1/channels/ops", """{"type":"telegram","telegram":{"chatId":"100"}}""");
        var etag = await host.CallAsync("GET", "/api/v1/routing");
        await host.CallAsync("PUT", "/api/v1/routing", Routes, $"If-Match: {etag}\r\n");
        var stormCpu = new List<double>();
        var calmCpu = new List<double>();
        Task<double> StormAsync() => SendAsync(host, "critical", stormCpu);
        Task<double> CalmAsync() => SendAsync(host, "info", calmCpu);
        await CalmAsync();
        await StormAsync();
        stormCpu.Clear();
        calmCpu.Clear();
        var rates = await Turns.MeasureAsync(Math.Min(stage.Rounds, MostRounds), StormAsync, CalmAsync);
        Add("to the last 202", Turns.Ratio(rates[1], rates[0]), Seconds(rates[0]), Seconds(rates[1]));
        Add("CPU until it is routed and told", Turns.Ratio(stormCpu, calmCpu), Turns.Median(stormCpu), Turns.Median(calmCpu));

        void Add(string what, double ratio, double storm, double calm) => report.Add(
            $"storm of {Report.Count(Events, "events")}, {what}", Report.Number(storm, "s"), Report.Number(calm, "s unmatched"), Report.Number(ratio), $"<= {Report.Number(Most)}", ratio <= Most);
    }

    private static double Seconds(IReadOnlyList<double> rates) => Events / Turns.Median(rates);

    /// <returns>Events a second.</returns>
    private static async Task<double> SendAsync(Host host, string level, List<double> cpu)
    {
        await QuietAsync(host);
        var before = host.Cpu;
        var rate = await Drive.FillAsync(host.Address, Host.Key, Events, eventsPerRequest: 100, level);
        await QuietAsync(host);
        cpu.Add((host.Cpu - before).TotalSeconds);
        return rate;
    }

    /// <summary>Until a window's digest is told and the host has nothing left to do.</summary>
    private static async Task QuietAsync(Host host)
    {
        var window = TimeSpan.FromSeconds(7);
        var idle = TimeSpan.FromMilliseconds(150);
        for (var last = TimeSpan.Zero; host.Cpu - last > idle;)
        {
            last = host.Cpu;
            await Task.Delay(window);
        }
    }
}
