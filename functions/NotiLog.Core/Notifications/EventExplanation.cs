using NotiLog.Routing;

namespace NotiLog.Notifications;

/// <summary>What became of an event; each has exactly one.</summary>
public enum EventVerdict
{
    /// <summary>At least one notification tells of it.</summary>
    Told,

    /// <summary>A silence muted it.</summary>
    Silenced,

    /// <summary>It waits for the end of its group's window.</summary>
    Grouped,

    /// <summary>No route takes it.</summary>
    NoRoute,

    /// <summary>Routes take it, but none had a channel to tell anybody through when it was routed.</summary>
    NoChannel,

    /// <summary>It is not routed yet.</summary>
    Pending,

    /// <summary>It could not be routed and waits for an operator.</summary>
    Parked,
}

/// <summary>Why somebody was told of an event, or nobody.</summary>
/// <param name="RoutingVersion">The routing document in force when it was received, by which it is routed.</param>
/// <param name="SilencedBy">The silence that muted it.</param>
/// <param name="Group">The group's values of the first route that takes it and has a channel; null without one.</param>
/// <param name="WaitsUntil">When it will be told, if nothing has told of it yet but a group waits.</param>
/// <param name="Parked">Why it could not be routed.</param>
public sealed record EventExplanation(
    Guid EventId,
    EventVerdict Verdict,
    int RoutingVersion,
    IReadOnlyList<ExplainedRoute> Routes,
    Guid? SilencedBy,
    IReadOnlyDictionary<string, string>? Group,
    IReadOnlyList<Guid> Notifications,
    DateTimeOffset? WaitsUntil,
    string? Parked);

/// <summary>What became of the event at one route.</summary>
/// <param name="Failed">The first matcher that did not hold, as written; null unless <paramref name="Outcome"/> is failed.</param>
/// <param name="Group">The group's values; null unless matched.</param>
public sealed record ExplainedRoute(
    string Route,
    bool Matched,
    string? Failed,
    RouteOutcome Outcome,
    IReadOnlyList<string> Channels,
    IReadOnlyDictionary<string, string>? Group,
    IReadOnlyList<Guid> Notifications,
    DateTimeOffset? WaitsUntil);
