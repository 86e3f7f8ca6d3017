namespace NotiLog.Events;

/// <summary>The events that an outbox row names.</summary>
public sealed class BatchEvents(RecentBatches recent, EventReader reader)
{
    /// <summary>In the row's order, those deleted meanwhile left out; from this process's memory when it has just stored them.</summary>
    public async Task<IReadOnlyList<LogEvent>> OfAsync(OutboxEntry entry, CancellationToken cancellationToken) =>
        recent.TryTake(entry.Key.BatchId, out var events) ? events : await reader.FindAsync(entry.EventIds, cancellationToken);
}
