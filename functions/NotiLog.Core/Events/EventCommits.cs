using System.Collections.Concurrent;
using NotiLog.Common;
using NotiLog.Tables;

namespace NotiLog.Events;

/// <summary>What every commit needs.</summary>
public sealed record CommitParts(OutboxTables Outboxes, RecentBatches Recent, IEnumerable<ICommittedEvents> Listeners, TimeProvider Time);

/// <summary>Sends events to the lanes they belong to.</summary>
public sealed class EventCommits(ITables tables, EventTables known, CommitParts parts)
{
    private readonly ConcurrentDictionary<(string Table, string Partition), CommitLane> lanes = new();

    /// <summary>All events of one request; <see cref="IngestTicket.Finished"/> tells when they are in.</summary>
    internal void Add(PendingEvent[] events)
    {
        for (int start = 0, end; start < events.Length; start = end)
        {
            var key = KeyOf(events[start]);
            for (end = start + 1; end < events.Length && KeyOf(events[end]) == key;)
                end++;
            known.Add(key.Table);
            lanes.GetOrAdd(key, to => new CommitLane(tables.Open(to.Table), to.Partition, parts)).Add(events.AsSpan(start..end));
        }
    }

    private static (string Table, string Partition) KeyOf(PendingEvent pending) =>
        (EventKey.TableOf(Uuid7.TimeOf(pending.Event.EventId)), pending.Row.PartitionKey);
}
