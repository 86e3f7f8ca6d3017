using NotiLog.Tables;
using NotiLog.Telemetry;

namespace NotiLog.Events;

/// <summary>The outbox as whoever routes a batch sees it.</summary>
public sealed class OutboxRows(ITables tables, TimeProvider time)
{
    /// <summary>Null when the batch is routed already.</summary>
    public async Task<OutboxEntry?> TakeUpAsync(RouteMessage message, CancellationToken cancellationToken)
    {
        var row = await tables.Open(message.Table).GetAsync(message.Partition, OutboxEntry.RowOf(message.BatchId), cancellationToken);
        if (row is null)
            return null;
        var entry = OutboxEntry.Read(message.Table, row);
        Measures.QueueLag.Record((time.GetUtcNow() - entry.HintedAt).TotalSeconds, Measures.Tag("queue", OutboxSweep.Queue));
        return entry;
    }

    /// <summary>The batch is routed.</summary>
    public Task RemoveAsync(RouteMessage key, CancellationToken cancellationToken) =>
        tables.Open(key.Table).CommitAsync([TableWrite.Delete(key.Partition, OutboxEntry.RowOf(key.BatchId))], cancellationToken);
}
