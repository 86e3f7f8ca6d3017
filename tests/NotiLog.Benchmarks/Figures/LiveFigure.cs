using NotiLog.Benchmarks.Load;
using NotiLog.Benchmarks.Parts;

namespace NotiLog.Benchmarks.Figures;

/// <summary>A thousand browsers watch: what they cost in memory, and how long an event takes from the sender to each of them.</summary>
internal static class LiveFigure
{
    private const int Count = 1000;
    private const int Events = 40;
    private const int WarmUp = 10;

    /// <summary>Longer than the feed keeps between two messages.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public static async Task RunAsync(Stage stage, Report report)
    {
        using var host = await Host.StartAsync(stage.Folder, "live");
        using var connection = await HttpConnection.OpenAsync(host.Address);
        var next = 0;
        async Task SendAsync()
        {
            var request = new EventRequest(Host.Key, 1, first: next++);
            if (await connection.CallAsync(request.Next(TimeProvider.System.GetUtcNow())) is not 202 and var status)
                throw new InvalidOperationException($"The event was answered with {status}.");
        }

        for (var i = 0; i < WarmUp; i++)
            await SendAsync();
        var alone = host.WorkingSetMiB;
        await using var browsers = await Browsers.ConnectAsync(host.Address, Host.Key, Count);
        var waits = new List<double>();
        var last = new List<double>();
        var cpu = host.Cpu;
        for (var i = 0; i < Events; i++)
        {
            await Task.Delay(Pause);
            var each = await browsers.WatchAsync(SendAsync);
            if (i == WarmUp)
                cpu = host.Cpu;
            if (i < WarmUp)
                continue;
            waits.AddRange(each);
            last.Add(each.Max());
        }

        var used = host.WorkingSetMiB;
        var spent = (host.Cpu - cpu).TotalMilliseconds / (Events - WarmUp - 1);
        report.Add($"working set with {Count:#,0} browsers connected", Report.Number(Math.Round(used), "MiB"), $"{Report.Number(Math.Round(alone), "MiB")} without");
        report.Add($"an event from the sender to one of {Count:#,0} browsers, p50", Report.Number(Turns.Median(waits), "ms"));
        report.Add($"an event from the sender to one of {Count:#,0} browsers, p95", Report.Number(Turns.Percentile(waits, 0.95), "ms"));
        report.Add($"... until the last of them has it, p50", Report.Number(Turns.Median(last), "ms"), $"{Report.Number(spent, "ms")} CPU of the host a message, pings included");
    }
}
