using NotiLog.Common;
using NotiLog.Tables;

namespace NotiLog.Events;

/// <summary>What operators do with stored events.</summary>
public sealed class EventTriage(ITables tables, TimeProvider time)
{
    private const int Kept = 20;
    private const int LongestKept = 40_000;
    private const int Tries = 10;

    /// <summary>Sets the status, keeps the note with who and when; null when there is no such event.</summary>
    /// <param name="status"><c>open</c>, <c>acknowledged</c> or <c>closed</c>; null keeps it.</param>
    public async Task<LogEvent?> SetAsync(Guid eventId, string? status, string? note, string by, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await ReadAsync(eventId, cancellationToken) is not var (table, row, found))
                return null;
            var word = new Triage(status ?? found.Status, note, by, time.GetUtcNow());
            var changed = found with { Status = word.Status, Triage = Latest([.. found.Triage, word]) };
            var result = await table.CommitAsync([TableWrite.Update(EventRow.Of(changed), row.ETag!)], cancellationToken);
            if (result.Committed)
                return changed;
            if (attempt == Tries)
                throw new TablesUnavailableException($"Event {eventId} changes faster than it can be written");
        }
    }

    /// <summary>The last words that a row has room for beside the largest event.</summary>
    private static List<Triage> Latest(IReadOnlyList<Triage> words)
    {
        var room = LongestKept;
        var kept = words.Reverse().Take(Kept).TakeWhile(word => (room -= word.Note?.Length ?? 0) >= 0).ToList();
        kept.Reverse();
        return kept;
    }

    /// <summary>Deletes the event and takes it out of the counts, in one commit; false when there is no such event.</summary>
    public async Task<bool> DeleteAsync(Guid eventId, CancellationToken cancellationToken)
    {
        while (await ReadAsync(eventId, cancellationToken) is var (table, row, found))
        {
            var receipt = Receipt.OfDeletion(row.PartitionKey, Uuid7.New(time.GetUtcNow()), found);
            var result = await table.CommitAsync(
                [TableWrite.Delete(row.PartitionKey, row.RowKey, row.ETag), TableWrite.Insert(receipt)], cancellationToken);
            if (result.Committed)
                return true;
        }

        return false;
    }

    private async Task<(ITable Table, TableRow Row, LogEvent Event)?> ReadAsync(Guid eventId, CancellationToken cancellationToken)
    {
        if (!Uuid7.IsUuid7(eventId))
            return null;
        var key = EventKey.Of(eventId);
        var table = tables.Open(key.Table);
        return await table.GetAsync(key.Partition, key.Row, cancellationToken) is { } row ? (table, row, EventRow.Read(row)) : null;
    }
}
