using NotiLog.Events;
using NotiLog.Liveness;
using NotiLog.Routing;
using EventField = NotiLog.Routing.EventField;

namespace NotiLog.Watches;

/// <summary>Events that are expected: which, how often, and of each of whom.</summary>
/// <param name="Match">At least one; all must hold.</param>
/// <param name="Labels">Each set of their values is followed by itself from its first event on; without any there is one series, followed from the start.</param>
/// <param name="Enabled">Nothing is expected while it is false.</param>
/// <param name="Version">Counts its changes.</param>
public sealed record Watch(
    Guid Id, string Name, IReadOnlyList<Matcher> Match, IReadOnlyList<EventField> Labels, Expectation Expected, bool Enabled,
    DateTimeOffset CreatedAt, string CreatedBy, long Version)
{
    /// <summary>Followed at once; more are told of once a day and not followed.</summary>
    public const int MostSeries = 1000;

    /// <summary>Whether the event is one of those expected. What is told of watches is none.</summary>
    internal bool Expects(LogEvent logEvent, ref EvaluatedEvent evaluated) =>
        Enabled && !(logEvent.Kind == WatchEvents.Kind && logEvent.AgentId is null) && Matchers.FirstFailed(Match, ref evaluated) is null;
}

/// <summary>One of those that a watch follows.</summary>
/// <param name="Labels">Values by label, whole.</param>
/// <param name="LastEventId">The last of its events; null before the first.</param>
public sealed record Series(Guid Id, IReadOnlyDictionary<string, string> Labels, Life Life, Guid? LastEventId);
