using System.Collections.Concurrent;
using NotiLog.Tables;

namespace NotiLog.Events;

/// <summary>Sends events to the lanes they belong to.</summary>
public sealed class EventCommits(ITables tables, EventTables known, OutboxTables outboxes, TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Table, string Partition), CommitLane> lanes = new();

    /// <summary>All events of one request; <see cref="IngestTicket.Finished"/> tells when they are in.</summary>
    internal void Add(IReadOnlyList<PendingEvent> events)
    {
        foreach (var group in events.GroupBy(p => (EventKey.TableOf(Common.Uuid7.TimeOf(p.Event.EventId)), p.Row.PartitionKey)))
        {
            known.Add(group.Key.Item1);
            lanes.GetOrAdd(group.Key, key => new CommitLane(tables.Open(key.Table), key.Partition, outboxes, time)).Add([.. group]);
        }
    }
}
