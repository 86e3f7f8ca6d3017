using NotiLog.Access;
using NotiLog.Common;
using NotiLog.Events;
using NotiLog.Requests;
using NotiLog.Schedule;
using NotiLog.Tables;

namespace NotiLog.Watches;

/// <summary>Makes, changes and ends watches on request; each change is told by an audit event.</summary>
public sealed class WatchEditor(SeriesUpdates updates, WatchBook book, WatchRefresh refresh, AuditLog audit, DueTable dueTable)
{
    /// <summary>Every event that comes in is held against all of them.</summary>
    public const int Most = 200;

    private ITable Table => updates.Rows.Table;

    public static Problem NotFound => Problem.NotFound("There is no such watch.");

    public async Task<Result<Watch>> CreateAsync(WatchRequest request, Caller by, Outgoing outgoing, CancellationToken cancellationToken)
    {
        book.Invalidate();
        if ((await book.CurrentAsync(cancellationToken)).All.Count >= Most)
            return Problem.Invalid("body", $"would be one watch more than the {Most} that may be; delete some first");
        var ticket = await BeginAsync(cancellationToken);
        var watch = new Watch(ticket.Id, request.Name, request.Match, request.Labels, request.Expected, request.Enabled, ticket.At, by.Name, Version: 1);
        await CommitAsync(watch, TableWrite.Insert(WatchRows.ToRow(watch)), new(ticket, "created", by), outgoing, cancellationToken);
        return watch;
    }

    /// <summary>Replaces it; series whose labels stay the same go on. Null when there is no such watch.</summary>
    public async Task<Result<Watch>?> PutAsync(Guid id, WatchRequest request, Caller by, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var ticket = await BeginAsync(cancellationToken);
        while (await ReadAsync(id, cancellationToken) is { } row)
        {
            var before = WatchRows.FromRow(row);
            var watch = new Watch(id, request.Name, request.Match, request.Labels, request.Expected, request.Enabled, before.CreatedAt, before.CreatedBy, before.Version + 1);
            if (await CommitAsync(watch, TableWrite.Update(WatchRows.ToRow(watch), row.ETag!), new(ticket, "changed", by), outgoing, cancellationToken))
                return watch;
        }

        return null;
    }

    /// <summary>Ends it with all its series. Null when done, else the problem.</summary>
    public async Task<Problem?> DeleteAsync(Guid id, Caller by, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var ticket = await BeginAsync(cancellationToken);
        while (await ReadAsync(id, cancellationToken) is { } row)
        {
            var delete = TableWrite.Delete(row.PartitionKey, row.RowKey, row.ETag);
            if (await CommitAsync(WatchRows.FromRow(row), delete, new(ticket, "deleted", by), outgoing, cancellationToken))
                return null;
        }

        return NotFound;
    }

    /// <summary>Forgets a series that will not come again; its next event would begin it anew. Null when done, else the problem.</summary>
    public async Task<Problem?> ForgetAsync(Guid id, Guid seriesId, Outgoing outgoing, CancellationToken cancellationToken)
    {
        if (await ReadAsync(id, cancellationToken) is not { } watch)
            return NotFound;
        if (WatchRows.FromRow(watch).Labels.Count == 0)
            return new Problem(ProblemKind.Conflict, "A watch without labels is its one series; delete the watch.");
        if (await updates.Rows.ReadAsync(WatchRows.KeyOf(id), seriesId.ToString("N"), cancellationToken) is not { } row)
            return Problem.NotFound("There is no such series.");
        await refresh.ForgetAsync(row, outgoing, cancellationToken);
        (await book.CurrentAsync(cancellationToken)).Find(WatchRows.KeyOf(id))?.Remember(seriesId, null);
        return null;
    }

    /// <summary>The change, its audit entry and then its series; false when another was first.</summary>
    private async Task<bool> CommitAsync(Watch watch, TableWrite write, WatchChange change, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var look = WatchRefresh.DueRowOf(watch.Id, change.Ticket.At);
        await dueTable.AddAsync(look, cancellationToken);
        var entry = EntryOf(watch, change);
        try
        {
            if (!(await Table.CommitAsync([write, change.Ticket.Write(entry)], cancellationToken)).Committed)
                return false;
        }
        finally
        {
            book.Invalidate();
        }

        await refresh.RefreshAsync(watch.Id, outgoing, cancellationToken);
        await dueTable.TidyAsync(look, cancellationToken);
        foreach (var hint in await audit.TellAsync(change.Ticket, entry))
            outgoing.Add(OutboxSweep.Queue, hint.ToJson());
        return true;
    }

    private Task<TableRow?> ReadAsync(Guid id, CancellationToken cancellationToken) =>
        Table.GetAsync(WatchRows.Partition, WatchRows.KeyOf(id), cancellationToken);

    private Task<AuditTicket> BeginAsync(CancellationToken cancellationToken) => audit.BeginAsync(WatchRows.Table, WatchRows.Partition, cancellationToken);

    private static AuditEntry EntryOf(Watch watch, WatchChange change)
    {
        using var text = new JsonText();
        text.Writer.WriteStartObject();
        text.Writer.WriteString("watchId", watch.Id);
        text.Writer.WriteString("watch", watch.Name);
        text.Writer.WriteString("change", change.Made);
        text.Writer.WriteString("by", change.By.Name);
        text.Writer.WriteEndObject();
        return new(change.By.Name, $"watch {watch.Name} {change.Made} by {change.By.Name}", text.ToText());
    }

    private sealed record WatchChange(AuditTicket Ticket, string Made, Caller By);
}
