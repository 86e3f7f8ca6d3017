using System.Diagnostics;
using System.Globalization;
using NotiLog.Benchmarks.Parts;

namespace NotiLog.Benchmarks.Figures;

/// <summary>The agent on 50 files: idle, and reading and shipping half a million lines, in CPU time beside reading the same files with nothing else.</summary>
internal static class AgentFigure
{
    private const int Files = 50;
    private const int LinesPerFile = 10_000;
    private const double LeastLinesPerSecond = 50_000;
    private const double MostWorkingSet = 80;
    private const double MostIdle = 1;
    private const string Key = "nla_AaIuKoeefDm3l1zE7ws9igcTl0Kw9txbbhw3kTzsbZNF56rs4kivBTxRfHbl1nP9M";
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    public static async Task RunAsync(Stage stage, Report report)
    {
        await using var sink = await EventSink.StartAsync();
        var logs = Directory.CreateDirectory(Path.Combine(stage.Folder, "agent-logs")).FullName;
        var config = Path.Combine(stage.Folder, "agent.yaml");
        await File.WriteAllTextAsync(config, $"server: {sink.Url}\nkey: {Key}\nfiles:\n  - {{ path: '{logs}/*.log', start: beginning, timeZone: UTC }}\n");
        for (var file = 0; file < Files; file++)
            await File.WriteAllTextAsync(PathOf(logs, file), $"{Line(file)}\n");
        using var agent = Start(config);
        await Task.Delay(Settle);
        await MeasureIdleAsync(agent, report);
        await MeasureLoadAsync(agent, sink, logs, report);
        agent.Kill();
    }

    private static async Task MeasureIdleAsync(Process agent, Report report)
    {
        var (before, since) = (CpuOf(agent), Stopwatch.GetTimestamp());
        await Task.Delay(Idle);
        var percent = (CpuOf(agent) - before) / Stopwatch.GetElapsedTime(since) * 100;
        var used = WorkingSetOf(agent);
        report.Add($"agent following {Files} files, idle CPU", Report.Number(percent, "%"), floor: $"< {MostIdle} %", holds: percent < MostIdle);
        report.Add($"agent following {Files} files, working set", Report.Number(Math.Round(used), "MiB"), floor: $"< {MostWorkingSet} MiB", holds: used < MostWorkingSet);
    }

    private static async Task MeasureLoadAsync(Process agent, EventSink sink, string logs, Report report)
    {
        const int Lines = Files * LinesPerFile;
        var (before, had, since) = (CpuOf(agent), sink.Events, Stopwatch.GetTimestamp());
        var text = string.Concat(Enumerable.Range(0, LinesPerFile).Select(n => $"{Line(n)}\n"));
        for (var file = 0; file < Files; file++)
            await File.AppendAllTextAsync(PathOf(logs, file), text);
        while (sink.Events < had + Lines)
            await Task.Delay(Poll);
        var wall = Stopwatch.GetElapsedTime(since);
        var shipped = (CpuOf(agent) - before).TotalSeconds;
        var read = ReadOnly(logs);
        report.Add(
            $"agent, {Report.Count(Lines, "lines")} read and shipped, of one core's time",
            Report.Count(Lines / shipped, "lines/s"),
            Report.Count(Lines / read, "lines/s only read"),
            Report.Number(read / shipped),
            $">= {Report.Count(LeastLinesPerSecond, "lines/s")}",
            Lines / shipped >= LeastLinesPerSecond);
        report.Add("... and by the clock", Report.Count(Lines / wall.TotalSeconds, "lines/s"));
        await Task.Delay(Settle);
        report.Add("... working set afterwards", Report.Number(Math.Round(WorkingSetOf(agent)), "MiB"));
    }

    /// <summary>Seconds of this process's time that reading the lines as text takes.</summary>
    private static double ReadOnly(string logs)
    {
        using var self = Process.GetCurrentProcess();
        var before = CpuOf(self);
        var lines = Directory.EnumerateFiles(logs).Sum(file => File.ReadLines(file).LongCount());
        return lines == 0 ? 0 : (CpuOf(self) - before).TotalSeconds;
    }

    private static string Line(int n) => string.Create(
        CultureInfo.InvariantCulture, $"2026-11-30 10:{n / 60 % 60:D2}:{n % 60:D2}.{n % 1000:D3} INFO [worker-{n % 7}] payment {n} of customer {n * 7919 % 100_003} took {n % 300} ms and was accepted by the bank");

    private static string PathOf(string logs, int file) => Path.Combine(logs, string.Create(CultureInfo.InvariantCulture, $"app-{file}.log"));

    /// <summary>From where the agent's project was built, in the configuration of the benchmarks.</summary>
    private static Process Start(string config)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var root = here.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        var program = Path.Combine(root, "agent", "NotiLog.Agent", "bin", here.Parent.Name, here.Name, "notilog-agent");
        var agent = Process.Start(new ProcessStartInfo(program, ["run", "--config", config]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _ = agent.StandardOutput.ReadToEndAsync();
        _ = agent.StandardError.ReadToEndAsync();
        return agent;
    }

    private static TimeSpan CpuOf(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    private static double WorkingSetOf(Process process)
    {
        process.Refresh();
        return process.WorkingSet64 / 1024.0 / 1024.0;
    }
}
