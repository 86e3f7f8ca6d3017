using System.Diagnostics;
using NotiLog.Benchmarks.Load;
using NotiLog.Benchmarks.Parts;

namespace NotiLog.Benchmarks.Figures;

/// <summary>From the 202 at the agent to the call at Telegram, one event after the other; each is a group of its own.</summary>
internal static class TellFigure
{
    private const int Events = 250;
    private const int WarmUp = 50;

    public static async Task RunAsync(Stage stage, Report report)
    {
        await using var telegram = await BotApi.StartAsync();
        using var host = await Host.StartAsync(stage.Folder, "tell", telegram.Url);
        await host.CallAsync("PUT", "/api/v1/channels/ops", """{"type":"telegram","telegram":{"chatId":"100"}}""");
        var etag = await host.CallAsync("GET", "/api/v1/routing");
        const string Routes = """{"routes":[{"name":"all","match":["level>=error"],"groupBy":["context.orderId"],"channels":["ops"]}]}""";
        await host.CallAsync("PUT", "/api/v1/routing", Routes, $"If-Match: {etag}\r\n");

        using var connection = await HttpConnection.OpenAsync(host.Address);
        var waits = new List<double>();
        for (var i = 0; i < Events; i++)
        {
            var request = new EventRequest(Host.Key, 1, first: i, level: "error");
            if (await connection.CallAsync(request.Next(TimeProvider.System.GetUtcNow())) is not 202 and var status)
                throw new InvalidOperationException($"The event was answered with {status}.");
            var answered = Stopwatch.GetTimestamp();
            var called = await telegram.NextAsync();
            if (i >= WarmUp)
                waits.Add((called - answered) * 1000.0 / Stopwatch.Frequency);
        }

        report.Add("202 to the call at Telegram, p50", Report.Number(Turns.Median(waits), "ms"));
        report.Add("202 to the call at Telegram, p95", Report.Number(Turns.Percentile(waits, 0.95), "ms"));
    }
}
