namespace NotiLog.Tests.Cost;

/// <summary>A month of traffic in counts, by the formulae of docs/cost.md.</summary>
/// <param name="Agents">That beat once a minute over HTTPS.</param>
internal sealed record Month(string Name, long Events, int EventsARequest, int Agents = 0)
{
    private const int Hours = 730;
    private const long Seconds = Hours * 3600;
    private const long Passes = (long)Hours * CostCounts.PassesAnHour;
    private const double CallSeconds = 0.05;
    private const int CallsAtOnce = 4;
    private const double MemoryGb = 0.5;
    private const int ColdEverySeconds = 5;
    private const int OneMatchesOf = 100;
    private const double TelemetryBytesAnExecution = 200;

    public static IReadOnlyList<Month> All { get; } =
    [
        new("idle", 0, 1), new("100 agents", 0, 1, Agents: 100),
        new("1 M single", 1_000_000, 1), new("1 M in 100s", 1_000_000, 100),
        new("100 M single", 100_000_000, 1), new("100 M in 100s", 100_000_000, 100),
        new("10 G single", 10_000_000_000, 1), new("10 G in 100s", 10_000_000_000, 100),
    ];

    public long Requests => (Events / EventsARequest) + Beats;

    public long Executions => Requests + Passes + (Episodes * CostCounts.EpisodeExecutions);

    public double ExecutionGbSeconds => (Passes + Active(Requests) + Active(Episodes * CostCounts.EpisodeExecutions)) * MemoryGb;

    public long Transactions =>
        Commits + (Math.Min(Requests - Beats, Seconds / ColdEverySeconds * Instances(Requests)) * CostCounts.ColdReads)
        + (Beats * (CostCounts.Heartbeat + CostCounts.AgentMinute))
        + (Passes * (Events == 0 ? CostCounts.QuietPass : CostCounts.BusyPass)) + (Episodes * CostCounts.EpisodeTransactions);

    public double StoredGb => ((Events * (double)CostCounts.EventBytes) + (Commits * (double)CostCounts.ReceiptBytes)) / 1e9;

    public long Messages => Episodes * CostCounts.EpisodeMessages;

    public double TelemetryGb => Executions * TelemetryBytesAnExecution / 1e9;

    private long Beats => (long)Agents * Hours * 60;

    private long Commits => Events / EventsARequest * ((EventsARequest + CostCounts.EventsACommit - 1) / CostCounts.EventsACommit);

    private long Episodes => Events / OneMatchesOf / CostCounts.EpisodeRequests;

    /// <summary>Busy at once.</summary>
    private static long Instances(long calls) => (long)Math.Ceiling(calls * CallSeconds / (CallsAtOnce * Seconds));

    /// <summary>Billed seconds: one a call while calls are alone, all of the instances' time when they are not.</summary>
    private static long Active(long calls) => Math.Min(calls, Instances(calls) * Seconds);
}
