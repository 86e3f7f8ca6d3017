namespace NotiLog.Benchmarks.Figures;

/// <summary>The figures by the name that picks one, in the order in which they are measured.</summary>
internal static class AllFigures
{
    private const double MostWorkingSet = 250;

    public static readonly IReadOnlyList<(string Name, Func<Stage, Report, Task> RunAsync)> InOrder =
    [
        ("batches", IngestFigure.BatchesAsync),
        ("singles16", (stage, report) => IngestFigure.SinglesAsync(stage, report, connections: 16)),
        ("singles64", (stage, report) => IngestFigure.SinglesAsync(stage, report, connections: 64)),
        ("pages", PageFigure.RunAsync),
        ("tell", TellFigure.RunAsync),
        ("storm", StormFigure.RunAsync),
        ("routing", RoutingFigure.RunAsync),
        ("due", DueFigure.RunAsync),
        ("heartbeats", HeartbeatFigure.RunAsync),
        ("live", LiveFigure.RunAsync),
        ("agent", AgentFigure.RunAsync),
        ("memory", MeasureMemory),
    ];

    /// <summary>Of the host that took the load of the figures before.</summary>
    private static Task MeasureMemory(Stage stage, Report report)
    {
        var used = stage.Host.WorkingSetMiB;
        report.Add("working set of the host at the end", Report.Number(Math.Round(used), "MiB"), floor: $"< {Report.Number(MostWorkingSet)} MiB", holds: used < MostWorkingSet);
        return Task.CompletedTask;
    }
}
