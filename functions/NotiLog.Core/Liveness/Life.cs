using NotiLog.Tables;

namespace NotiLog.Liveness;

/// <summary>
/// The state of something that is expected to be heard, and what it follows from; all times are the server's. Pure: every step answers the life after it,
/// and a changed <see cref="State"/> is what may be told of.
/// </summary>
/// <param name="Since">Since when it is in this state.</param>
public sealed record Life(LifeState State, DateTimeOffset Since)
{
    /// <summary>When it was heard last; null before the first time.</summary>
    public DateTimeOffset? HeardAt { get; init; }

    /// <summary>A run that was said to begin and has not ended: then its end is what is waited for.</summary>
    public DateTimeOffset? RunSince { get; init; }

    /// <summary>Something spoke for its silence (a closed connection) after it was heard last.</summary>
    public DateTimeOffset? HintedAt { get; init; }

    /// <summary>Since when it is expected also before it was heard for the first time; null when that is waited for without an end.</summary>
    public DateTimeOffset? AwaitedSince { get; init; }

    /// <summary>The time of the due-row that looks at it next; null when there is none.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Counts the changes that were told; part of the identity of the event that tells.</summary>
    public long ChangeSeq { get; init; }

    /// <summary>Cells of a row that it is read from.</summary>
    public static IReadOnlyList<string> Cells { get; } = ["state", "stateSince", "lastSeen", "runSince", "hintedAt", "awaitedSince", "dueAt", "changeSeq"];

    private bool IsExpected => State is LifeState.Up or LifeState.Late || (State == LifeState.New && AwaitedSince is not null);

    /// <summary>It is heard: whatever it was, it is up; paused it stays paused.</summary>
    public Life Heard(DateTimeOffset now) => In(State == LifeState.Paused ? State : LifeState.Up, now) with { HeardAt = now, RunSince = null, HintedAt = null };

    /// <summary>It says that a run begins. One that is down stays so until a run has ended well.</summary>
    public Life Started(DateTimeOffset now) => In(State is LifeState.Paused or LifeState.Down ? State : LifeState.Up, now) with { HeardAt = now, RunSince = now, HintedAt = null };

    /// <summary>It says itself that it failed.</summary>
    public Life Failed(DateTimeOffset now) => In(State == LifeState.Paused ? State : LifeState.Down, now) with { HeardAt = now, RunSince = null, HintedAt = null };

    /// <summary>Something speaks for its silence: late at once.</summary>
    public Life Hinted(DateTimeOffset now) => State is LifeState.Up or LifeState.Late ? In(LifeState.Late, now) with { HintedAt = HintedAt ?? now } : this;

    /// <summary>The hint was wrong.</summary>
    public Life Unhinted() => this with { HintedAt = null };

    public Life Paused(DateTimeOffset now) => In(LifeState.Paused, now) with { DueAt = null, RunSince = null, HintedAt = null };

    /// <summary>As one that has not been heard yet.</summary>
    public Life Resumed(DateTimeOffset now) => State == LifeState.Paused ? In(LifeState.New, now) : this;

    /// <summary>What has become of it by <paramref name="now"/>.</summary>
    /// <param name="watchedSince">Before that nobody listened, so that silence says nothing.</param>
    public Life At(DateTimeOffset now, DateTimeOffset watchedSince, Expectation expected)
    {
        if (!IsExpected)
            return this;
        var (late, down) = Deadlines(watchedSince, expected);
        if (now >= down)
            return In(LifeState.Down, now);
        if (now >= late)
            return In(LifeState.Late, late);
        return State == LifeState.Late ? In(HeardAt is null ? LifeState.New : LifeState.Up, now) : this;
    }

    /// <summary>As it is to be shown: late by the second, but not down before that is told.</summary>
    public Life Shown(DateTimeOffset now, DateTimeOffset watchedSince, Expectation expected)
    {
        var life = At(now, watchedSince, expected);
        return life.State != LifeState.Down || State == LifeState.Down ? life : In(LifeState.Late, LateAt(watchedSince, expected) ?? now);
    }

    /// <summary>When <see cref="At"/> will next answer something else; null when it will not.</summary>
    public DateTimeOffset? NextLook(DateTimeOffset watchedSince, Expectation expected)
    {
        if (!IsExpected)
            return null;
        var (late, down) = Deadlines(watchedSince, expected);
        return State == LifeState.Late || late >= down ? down : late;
    }

    /// <summary>When it becomes late, for people; null when nothing is expected.</summary>
    public DateTimeOffset? LateAt(DateTimeOffset watchedSince, Expectation expected) =>
        !IsExpected ? null : RunSince is { } run ? Expectation.Later(run, watchedSince) + expected.Grace : expected.DueAfter(HeardAt ?? AwaitedSince ?? Since, watchedSince);

    public TableRow ToRow(TableRow row) => row
        .Set("state", State.Name())
        .Set("stateSince", Since)
        .Set("lastSeen", HeardAt)
        .Set("runSince", RunSince)
        .Set("hintedAt", HintedAt)
        .Set("awaitedSince", AwaitedSince)
        .Set("dueAt", DueAt)
        .Set("changeSeq", ChangeSeq);

    public static Life FromRow(TableRow row) => new(LifeStates.Parse(row.GetString("state")), row.GetTime("stateSince") ?? row.GetTime("createdAt") ?? default)
    {
        HeardAt = row.GetTime("lastSeen"),
        RunSince = row.GetTime("runSince"),
        HintedAt = row.GetTime("hintedAt"),
        AwaitedSince = row.GetTime("awaitedSince"),
        DueAt = row.GetTime("dueAt"),
        ChangeSeq = row.GetLong("changeSeq") ?? 0,
    };

    private (DateTimeOffset Late, DateTimeOffset Down) Deadlines(DateTimeOffset watchedSince, Expectation expected)
    {
        if (RunSince is { } run)
            return (DateTimeOffset.MaxValue, Expectation.Later(run, watchedSince) + expected.Grace);
        var due = expected.DueAfter(HeardAt ?? AwaitedSince ?? Since, watchedSince);
        if (HintedAt is not { } hinted)
            return (due + expected.Slack, due + expected.Grace);
        var hintedDown = Expectation.Later(hinted, watchedSince) + expected.Grace;
        return (hinted, hintedDown < due + expected.Grace ? hintedDown : due + expected.Grace);
    }

    private Life In(LifeState state, DateTimeOffset at) => state == State ? this : this with { State = state, Since = at };
}
