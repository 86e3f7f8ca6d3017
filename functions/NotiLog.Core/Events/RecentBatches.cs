using System.Diagnostics.CodeAnalysis;

namespace NotiLog.Events;

/// <summary>
/// Events of batches that were committed here a moment ago, so that routing them in the same process reads nothing. Only a help: what is not here
/// is in storage. When it is full the batches that wait longest stay, since they are routed first.
/// </summary>
public sealed class RecentBatches(TimeProvider time)
{
    private const long MostBytes = 48 * 1024 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly Queue<Entry> byAge = [];
    private readonly Dictionary<Guid, Entry> byBatch = [];
    private long bytes;

    private sealed record Entry(Guid BatchId, IReadOnlyList<LogEvent> Events, long Bytes, long KeptAt);

    /// <summary>Keeps the events that somebody may have to be told of, in the order of the outbox row.</summary>
    /// <param name="size">About what they take in memory.</param>
    public void Keep(Guid batchId, IReadOnlyList<LogEvent> events, long size)
    {
        lock (gate)
        {
            while (byAge.TryPeek(out var oldest) && (!byBatch.ContainsKey(oldest.BatchId) || time.GetElapsedTime(oldest.KeptAt) > Longest))
                Forget(byAge.Dequeue().BatchId);
            if (bytes + size > MostBytes)
                return;
            var entry = new Entry(batchId, events, size, time.GetTimestamp());
            byAge.Enqueue(entry);
            byBatch[batchId] = entry;
            bytes += size;
        }
    }

    /// <summary>The events, once; a batch that is routed again is read from storage.</summary>
    public bool TryTake(Guid batchId, [NotNullWhen(true)] out IReadOnlyList<LogEvent>? events)
    {
        lock (gate)
        {
            events = Forget(batchId)?.Events;
            return events is not null;
        }
    }

    private Entry? Forget(Guid batchId)
    {
        if (byBatch.Remove(batchId, out var entry))
            bytes -= entry.Bytes;
        return entry;
    }
}
