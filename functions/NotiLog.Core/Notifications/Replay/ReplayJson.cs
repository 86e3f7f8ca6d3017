namespace NotiLog.Notifications.Replay;

/// <summary>What <c>routing/replay</c> answers: totals of this page and all before it.</summary>
/// <param name="To">As asked for, at most the time of the first call.</param>
/// <param name="Events">Events received in the range.</param>
/// <param name="Silenced">Those of them that a silence muted.</param>
/// <param name="Exact">False when some events were counted out of turn: clocks more than a minute ahead, or more late events than a page can carry to the next.</param>
/// <param name="Scanned">Events looked at for this page.</param>
/// <param name="NextCursor">Null on the last page, which holds the totals of the whole range.</param>
public sealed record ReplayJson(
    DateTimeOffset From,
    DateTimeOffset To,
    long Events,
    long Silenced,
    ReplaySideJson Draft,
    ReplaySideJson Current,
    bool Exact,
    int Scanned,
    string? NextCursor);

/// <summary>What one document leads to.</summary>
/// <param name="RoutingVersion">Null of the draft.</param>
/// <param name="Matched">Events that any route took and no silence muted.</param>
/// <param name="Events">Events the notifications tell of; one that two routes tell counts twice.</param>
public sealed record ReplaySideJson(int? RoutingVersion, long Matched, long Notifications, long Events, IReadOnlyList<ReplayRouteJson> Routes)
{
    public static ReplaySideJson Of(ReplayedGroups groups, int? version) => new(
        version,
        groups.Matched,
        groups.Counts.Sum(count => count.Notifications),
        groups.Counts.Sum(count => count.Events),
        [.. groups.Routes.Zip(groups.Counts, ReplayRouteJson.Of)]);
}

/// <param name="Channels">Notifications by channel, none for those that are gone or disabled.</param>
public sealed record ReplayRouteJson(string Route, long Matched, long Notifications, long Events, IReadOnlyDictionary<string, long> Channels)
{
    public static ReplayRouteJson Of(ReplayedRoute replayed, ReplayedCount count) => new(
        replayed.Route.Name,
        count.Matched,
        count.Notifications,
        count.Events,
        replayed.Route.Channels.ToDictionary(channel => channel, channel => count.Channels.GetValueOrDefault(channel)));
}
