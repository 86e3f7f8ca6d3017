using System.Diagnostics;
using System.Text.Json;
using NotiLog.Benchmarks.Load;
using NotiLog.Benchmarks.Parts;

namespace NotiLog.Benchmarks.Figures;

/// <summary>The newest 100 events by a filter, among few and among many, over HTTP.</summary>
internal static class PageFigure
{
    private const int Few = 20_000;
    private const int Many = 200_000;
    private const int Calls = 120;
    private const double Floor = 1.5;

    public static async Task RunAsync(Stage stage, Report report)
    {
        using var few = await Host.StartAsync(stage.Folder, "few");
        using var many = await Host.StartAsync(stage.Folder, "many");
        await Drive.FillAsync(few.Address, Host.Key, Few, eventsPerRequest: 100);
        await Drive.FillAsync(many.Address, Host.Key, Many, eventsPerRequest: 100);
        foreach (var (name, filter) in new[] { ("matches 4 %", "service=service-7&minLevel=warning"), ("matches 1 %", "service=service-7&minLevel=critical") })
        {
            var ofFew = await QueryAsync(few, filter);
            var ofMany = await QueryAsync(many, filter);
            await Turns.MeasureAsync(Calls / 4, ofFew, ofMany);
            var calls = await Turns.MeasureAsync(Calls, ofFew, ofMany);
            var (p50OfFew, p50OfMany) = (Turns.Median(calls[0]), Turns.Median(calls[1]));
            report.Add(
                $"newest 100, filter {name}, of {Few:#,0} and of {Many:#,0} events, p50",
                $"{Report.Number(p50OfMany, "ms")} of {Many:#,0}",
                $"{Report.Number(p50OfFew, "ms")} of {Few:#,0}",
                Report.Number(p50OfMany / p50OfFew),
                $"< {Report.Number(Floor)}",
                p50OfMany / p50OfFew < Floor);
        }
    }

    /// <summary>A call that answers its milliseconds and fails unless it brings a full page.</summary>
    private static async Task<Func<Task<double>>> QueryAsync(Host host, string filter)
    {
        var connection = await HttpConnection.OpenAsync(host.Address);
        var request = HttpConnection.HeadOf("GET", $"/api/v1/events?limit=100&{filter}", Host.Key, 0);
        return async () =>
        {
            var before = Stopwatch.GetTimestamp();
            var status = await connection.CallAsync(request);
            var took = Stopwatch.GetElapsedTime(before).TotalMilliseconds;
            using var page = JsonDocument.Parse(connection.Body.ToArray());
            if (status != 200 || page.RootElement.GetProperty("items").GetArrayLength() != 100)
                throw new InvalidOperationException($"{status}: not a full page.");
            return took;
        };
    }
}
