using NotiLog.Common;

namespace NotiLog.Routing;

/// <summary>One line of the routing document: which events, told to whom, gathered how.</summary>
/// <param name="Name">1..128 characters, unique in the document.</param>
/// <param name="Match">All must hold; empty matches everything.</param>
/// <param name="Continue">Whether the routes after it are tried too when it matches.</param>
/// <param name="Channels">At most 20 names; empty tells nobody.</param>
/// <param name="GroupBy">At most 10; empty makes the route one group.</param>
/// <param name="GroupWait">How long the first event of a group waits for others, 0s..1d.</param>
/// <param name="GroupInterval">How long after telling a group gathers before it tells again, 1s..1d.</param>
public sealed record Route(
    string Name,
    IReadOnlyList<Matcher> Match,
    bool Continue,
    IReadOnlyList<string> Channels,
    IReadOnlyList<EventField> GroupBy,
    TimeSpan GroupWait,
    TimeSpan GroupInterval,
    bool Enabled);

/// <summary>A route as the API and the store write it.</summary>
public sealed record RouteJson(
    string Name,
    IReadOnlyList<string> Match,
    bool Continue,
    IReadOnlyList<string> Channels,
    IReadOnlyList<string> GroupBy,
    string GroupWait,
    string GroupInterval,
    bool Enabled)
{
    public static RouteJson Of(Route route) => new(
        route.Name,
        [.. route.Match.Select(matcher => matcher.Text)],
        route.Continue,
        route.Channels,
        [.. route.GroupBy.Select(field => field.Name)],
        Durations.Format(route.GroupWait),
        Durations.Format(route.GroupInterval),
        route.Enabled);
}
