using NotiLog.Routing;

namespace NotiLog.Notifications.Replay;

/// <summary>A route as a replay sees it: with those of its channels that tell anybody today.</summary>
/// <param name="Grouped">Told by groups and their windows.</param>
/// <param name="Each">Told of the events of every batch at once.</param>
public sealed record ReplayedRoute(Route Route, IReadOnlyList<string> Grouped, IReadOnlyList<string> Each)
{
    public bool TellsAnybody => Grouped.Count > 0 || Each.Count > 0;

    /// <summary>A window that is open at some moment began at most this long before it.</summary>
    public TimeSpan Longest => Route.GroupWait > Route.GroupInterval ? Route.GroupWait : Route.GroupInterval;
}

/// <summary>The events of one batch that one route puts into one group.</summary>
/// <param name="Route">Its place in the document.</param>
/// <param name="Group">The first half of the group's id.</param>
public readonly record struct ReplayedArrival(Guid BatchId, int Route, Guid Group);

/// <summary>The last notification of a group before a replay begins: the group's windows go on from there.</summary>
/// <param name="LastBatch">The latest batch it tells of.</param>
public sealed record LastTold(string Route, Guid Group, DateTimeOffset CreatedAt, Guid? LastBatch);

/// <summary>What one document has led to so far.</summary>
public sealed class ReplayedCount
{
    /// <summary>Events that the route took and no silence muted, whoever is told.</summary>
    public long Matched { get; set; }

    public long Notifications { get; set; }

    /// <summary>Events those notifications tell of.</summary>
    public long Events { get; set; }

    /// <summary>Notifications by channel.</summary>
    public Dictionary<string, long> Channels { get; init; } = new(StringComparer.Ordinal);
}
