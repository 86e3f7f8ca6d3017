using NotiLog.Tables;

namespace NotiLog.Liveness;

/// <summary>One writer's turn at a row with a life: what it makes of the row as read. Thrown away when another was first.</summary>
internal abstract class LifeTurn(TableRow read, DateTimeOffset now, DateTimeOffset watchedSince)
{
    /// <summary>A look that is so late was lost; whoever comes next sets another.</summary>
    private static readonly TimeSpan Overdue = TimeSpan.FromMinutes(10);

    private readonly List<RaisedEvent> raised = [];

    /// <summary>A copy of the row as read, with what was set since.</summary>
    public TableRow Row { get; } = read.Copy();

    public DateTimeOffset Now => now;

    public DateTimeOffset WatchedSince => watchedSince;

    /// <summary>Rows of the same partition that are committed with it.</summary>
    public List<TableWrite> Beside { get; } = [];

    /// <summary>The due-row that looks at it has fired, so the next is to be written whenever it is.</summary>
    public bool Looks { get; init; }

    public bool Raises => raised.Count > 0;

    public abstract Life Life { get; protected set; }

    protected abstract Expectation Expected { get; }

    public void Raise(RaisedEvent told)
    {
        Life = Life with { ChangeSeq = Life.ChangeSeq + 1 };
        raised.Add(told with { Seq = Life.ChangeSeq });
    }

    /// <summary>The due-row to write before the commit, or null: the next look, when none is armed that comes early enough.</summary>
    public DateTimeOffset? Arm()
    {
        var next = Life.NextLook(watchedSince, Expected);
        var armed = Looks ? null : Life.DueAt;
        var keeps = next is null ? null : armed <= next && armed > now - Overdue ? armed : next;
        Life = Life with { DueAt = keeps };
        return keeps == armed ? null : keeps;
    }

    /// <summary>All writes of the commit, that of the row first.</summary>
    public virtual IReadOnlyList<TableWrite> Writes()
    {
        var row = Life.ToRow(Row);
        if (raised.Count > 0)
            row = RaisedEvent.Put(row, [.. RaisedEvent.In(Row), .. raised]);
        return [row.ETag is { } etag ? TableWrite.Update(row, etag) : TableWrite.Insert(row), .. Beside];
    }
}
