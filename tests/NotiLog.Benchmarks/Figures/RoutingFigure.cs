using System.Diagnostics;
using NotiLog.Benchmarks.Parts;
using NotiLog.Routing;

namespace NotiLog.Benchmarks.Figures;

/// <summary>Events against 200 routes with regular expressions, none of which takes them; on one core, in this process.</summary>
internal static class RoutingFigure
{
    private const int Events = 100_000;
    private const int Routes = 200;

    public static Task RunAsync(Stage stage, Report report)
    {
        var events = Samples.Events(100);
        var routing = Routing();
        Ask(1000);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        Ask(Events);
        var seconds = watch.Elapsed.TotalSeconds;
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)Events;
        report.Add($"{Routes} routes with regular expressions", Report.Count(Events / seconds, "events/s on a core"), Report.Count(Events * (double)Routes / seconds, "routes/s"));
        report.Add("... allocated for an event that none takes", Report.Number(bytes, "bytes"), floor: "0", holds: bytes < 1);
        return Task.CompletedTask;

        void Ask(int count)
        {
            for (var i = 0; i < count; i++)
            {
                if (routing.Wants(events[i % events.Count]))
                    throw new InvalidOperationException("A route took an event that none should take.");
            }
        }
    }

    private static CompiledRouting Routing()
    {
        var routes = Enumerable.Range(0, Routes).Select(i =>
            $$"""{"name":"r{{i}}","match":["service=~\"serv.*-{{i % 10}}\"","message=~\".*(time-?out|refused) no{{i}}.*\"","level>=info"],"channels":["ops"]}""");
        return new CompiledRouting(1, RoutingDocument.FromJson($$"""{"routes":[{{string.Join(',', routes)}}]}"""));
    }
}
