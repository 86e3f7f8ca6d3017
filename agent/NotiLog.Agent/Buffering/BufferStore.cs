using NotiLog.Agent.Following;

namespace NotiLog.Agent.Buffering;

/// <summary>
/// Unsent events and the positions of the files they come from, in one crash-safe store: what <see cref="Append"/> has taken is kept until it is sent or dropped
/// for lack of room. For several threads.
/// </summary>
/// <param name="limit">Bytes that unsent events may take.</param>
internal sealed class BufferStore(BufferDatabase database, long limit) : IDisposable
{
    private const string GapNote = "gap";
    private const string DroppedNote = "dropped";

    private readonly Lock gate = new();
    private (long Events, long Bytes) sum = SegmentRows.Sum(database);
    private (long From, long To) inFlight = (0, -1);
    private long dropped = long.Parse(NoteOf(database, DroppedNote) ?? "0", System.Globalization.CultureInfo.InvariantCulture);
    private Gap? gap = NoteOf(database, GapNote) is { } text ? Gap.FromText(text) : null;

    public long Limit => limit;

    /// <summary>Events waiting to be sent.</summary>
    public long Events => Interlocked.Read(ref sum.Events);

    /// <summary>What they take.</summary>
    public long Bytes => Interlocked.Read(ref sum.Bytes);

    /// <summary>Events dropped since the buffer was made.</summary>
    public long Dropped => Interlocked.Read(ref dropped);

    /// <summary>What was dropped and has not been told; null when nothing was.</summary>
    public Gap? Gap => Volatile.Read(ref gap);

    /// <summary>Called when there is something to send.</summary>
    public Action Appended { get; set; } = () => { };

    public List<FilePosition> Positions()
    {
        lock (gate)
            return PositionRows.Read(database);
    }

    /// <summary>Stores events and how far their files are read by them, all or nothing. Drops the oldest of the lowest rank while there is more than fits.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">Nothing was stored.</exception>
    public void Append(IReadOnlyList<Segment> segments, IReadOnlyList<FilePosition> positions, IReadOnlyDictionary<string, string>? notes = null)
    {
        lock (gate)
        {
            var (rows, after) = database.InTransaction(() =>
            {
                foreach (var segment in segments)
                    SegmentRows.Insert(database, segment);
                foreach (var (name, value) in notes ?? new Dictionary<string, string>())
                    SetNote(name, value);
                var rows = positions.Select(position => PositionRows.Write(database, position)).ToList();
                var added = (sum.Events + segments.Sum(s => s.Events), sum.Bytes + segments.Sum(s => (long)s.Body.Length));
                return (rows, Fit(new State(added, dropped, gap)));
            });
            for (var i = 0; i < rows.Count; i++)
                positions[i].Row = rows[i];
            Set(after);
        }

        if (segments.Count > 0)
            Appended();
    }

    /// <summary>The oldest events after segment <paramref name="after"/>; they are not dropped until <see cref="Complete"/> or <see cref="Release"/>.</summary>
    public List<Segment> Take(long after, int mostEvents, int mostBytes)
    {
        lock (gate)
        {
            var taken = SegmentRows.Take(database, after, mostEvents, mostBytes);
            inFlight = taken.Count == 0 ? (0, -1) : (taken[0].Number, taken[^1].Number);
            return taken;
        }
    }

    /// <summary>What was taken has not been sent.</summary>
    public void Release()
    {
        lock (gate)
            inFlight = (0, -1);
    }

    /// <summary>These are done with; <paramref name="instead"/> takes their place at the end.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">They are still there.</exception>
    public void Complete(IReadOnlyList<Segment> segments, IReadOnlyList<Segment> instead)
    {
        lock (gate)
        {
            var after = database.InTransaction(() =>
            {
                var gone = segments.Where(segment => SegmentRows.Delete(database, segment.Number)).ToList();
                foreach (var segment in instead)
                    SegmentRows.Insert(database, segment);
                return (
                    sum.Events - gone.Sum(s => s.Events) + instead.Sum(s => s.Events),
                    sum.Bytes - gone.Sum(s => (long)s.Body.Length) + instead.Sum(s => (long)s.Body.Length));
            });
            inFlight = (0, -1);
            Set(new State(after, dropped, gap));
            database.Execute("PRAGMA incremental_vacuum(64)");
        }
    }

    /// <summary>Puts the event that tells of the gap into the buffer, once.</summary>
    public void Tell(Gap told, Segment segment)
    {
        lock (gate)
        {
            if (gap != told)
                return;
            database.InTransaction(() =>
            {
                SegmentRows.Insert(database, segment);
                return database.Execute("DELETE FROM notes WHERE name = $name", ("$name", GapNote));
            });
            Set(new State((sum.Events + segment.Events, sum.Bytes + segment.Body.Length), dropped, null));
        }
    }

    public string? Note(string name)
    {
        lock (gate)
            return NoteOf(database, name);
    }

    public void Keep(string name, string value)
    {
        lock (gate)
            SetNote(name, value);
    }

    public void Forget(DateTimeOffset before)
    {
        lock (gate)
            PositionRows.Forget(database, before);
    }

    public void Dispose()
    {
        lock (gate)
            database.Dispose();
    }

    private State Fit(State state)
    {
        var before = state.Dropped;
        while (state.Sum.Bytes > limit && SegmentRows.Lowest(database, inFlight.From, inFlight.To) is { } lowest)
        {
            SegmentRows.Delete(database, lowest.Number);
            state = new State((state.Sum.Events - lowest.Events, state.Sum.Bytes - lowest.Body.Length), state.Dropped + lowest.Events, state.Gap?.With(lowest) ?? Gap.Of(lowest));
        }

        if (state.Dropped != before)
        {
            SetNote(DroppedNote, state.Dropped.ToString(System.Globalization.CultureInfo.InvariantCulture));
            SetNote(GapNote, state.Gap!.ToText());
        }

        return state;
    }

    private void Set(State state)
    {
        Interlocked.Exchange(ref sum.Events, state.Sum.Events);
        Interlocked.Exchange(ref sum.Bytes, state.Sum.Bytes);
        Interlocked.Exchange(ref dropped, state.Dropped);
        Volatile.Write(ref gap, state.Gap);
    }

    private void SetNote(string name, string value) =>
        database.Execute("INSERT INTO notes (name, value) VALUES ($name, $value) ON CONFLICT (name) DO UPDATE SET value = excluded.value", ("$name", name), ("$value", value));

    private static string? NoteOf(BufferDatabase database, string name) => database.Scalar("SELECT value FROM notes WHERE name = $name", ("$name", name)) as string;

    private readonly record struct State((long Events, long Bytes) Sum, long Dropped, Gap? Gap);
}
