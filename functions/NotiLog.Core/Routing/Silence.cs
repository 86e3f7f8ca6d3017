using NotiLog.Events;

namespace NotiLog.Routing;

/// <summary>For a time, events that match are routed but nobody is told of them.</summary>
/// <param name="Match">At least one; all must hold.</param>
/// <param name="StartsAt">Inclusive.</param>
/// <param name="EndsAt">Exclusive.</param>
/// <param name="Comment">At most 1,000 characters; null without one.</param>
/// <param name="By">The name of the credential that made it.</param>
public sealed record Silence(
    Guid Id, IReadOnlyList<Matcher> Match, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string? Comment, DateTimeOffset CreatedAt, string By)
{
    /// <summary>When it was ended before its time; null otherwise.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    public string? DeletedBy { get; init; }

    public DateTimeOffset Until => DeletedAt < EndsAt ? DeletedAt.Value : EndsAt;

    public SilenceState StateAt(DateTimeOffset time) =>
        time >= Until ? SilenceState.Expired : time < StartsAt ? SilenceState.Pending : SilenceState.Active;

    /// <summary>Whether it decides about what is received then; a silence never looks back.</summary>
    public bool IsInForceAt(DateTimeOffset receivedAt) => CreatedAt <= receivedAt && StateAt(receivedAt) == SilenceState.Active;

    internal bool Mutes(ref EvaluatedEvent evaluated) => Matchers.FirstFailed(Match, ref evaluated) is null;
}

public enum SilenceState
{
    Pending,
    Active,
    Expired,
}

/// <summary>All silences that are kept, also those that have ended, so that any moment can be asked about. Pure.</summary>
public sealed class Silences(IEnumerable<Silence> all)
{
    private readonly Silence[] oldestFirst = [.. all.OrderBy(silence => silence.CreatedAt).ThenBy(silence => silence.Id)];

    public IReadOnlyList<Silence> All => oldestFirst;

    /// <summary>Those that decide about what was received at that time.</summary>
    public SilencesInForce At(DateTimeOffset receivedAt) => new([.. oldestFirst.Where(silence => silence.IsInForceAt(receivedAt))]);
}

/// <summary>The silences in force at one moment.</summary>
public sealed class SilencesInForce
{
    private readonly Silence[] oldestFirst;

    internal SilencesInForce(Silence[] oldestFirst) => this.oldestFirst = oldestFirst;

    public bool Any => oldestFirst.Length > 0;

    /// <summary>The oldest silence that mutes the event, or null. A recovery is never muted.</summary>
    public Silence? Of(LogEvent logEvent)
    {
        if (logEvent.Recovers)
            return null;
        var evaluated = new EvaluatedEvent(logEvent);
        try
        {
            foreach (var silence in oldestFirst)
            {
                if (silence.Mutes(ref evaluated))
                    return silence;
            }

            return null;
        }
        finally
        {
            evaluated.Dispose();
        }
    }
}
