using NotiLog.Common;
using NotiLog.Events;
using NotiLog.Routing;
using NotiLog.Schedule;
using NotiLog.Tables;

namespace NotiLog.Notifications;

/// <summary>
/// Routes one batch of the outbox under the routing version it was received under: notifications, deliveries, and only then the outbox row goes.
/// Running twice tells once.
/// </summary>
public sealed class BatchRouter(ITables tables, EventReader events, RoutingInterest routing, DeliveryPlanner planner, BatchSilencing silencing)
{
    private const int ReadsAtOnce = 16;
    private const int MostEventIds = 100;

    /// <summary>Nothing when the batch is routed already.</summary>
    public async Task RouteAsync(RouteMessage message, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var table = tables.Open(message.Table);
        var row = await table.GetAsync(message.Partition, OutboxEntry.RowOf(message.BatchId), cancellationToken);
        if (row is null)
            return;
        var entry = OutboxEntry.Read(message.Table, row);
        var compiled = await routing.CompiledAsync(entry.RoutingVersion, cancellationToken);
        var audible = await silencing.AudibleAsync(entry, await ReadAsync(entry, cancellationToken), cancellationToken);
        foreach (var group in GroupsOf(audible, compiled))
            await planner.TellAsync(NotificationOf(entry, group), group.Key.Channels, outgoing, cancellationToken);
        await table.CommitAsync([TableWrite.Delete(message.Partition, row.RowKey)], cancellationToken);
    }

    private async Task<IReadOnlyList<LogEvent>> ReadAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        var found = new LogEvent?[entry.EventIds.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, found.Length, options, async (i, token) => found[i] = await events.FindAsync(entry.EventIds[i], token));
        return [.. found.OfType<LogEvent>()];
    }

    private sealed record Group(string Route, string Id, IReadOnlyList<string> Channels, IReadOnlyDictionary<string, string> Values)
    {
        public bool Equals(Group? other) => other is not null && other.Id == Id;

        public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);
    }

    private static IEnumerable<IGrouping<Group, LogEvent>> GroupsOf(IReadOnlyList<LogEvent> events, CompiledRouting compiled) =>
        from e in events
        from match in compiled.Evaluate(e)
        where match.Route.Channels.Count > 0
        group e by new Group(match.Route.Name, match.Group.Id, match.Route.Channels, match.Group.Values);

    private static Notification NotificationOf(OutboxEntry entry, IGrouping<Group, LogEvent> group)
    {
        var ordered = group.OrderBy(e => e.EventId.ToString(), StringComparer.Ordinal).ToList();
        return new Notification
        {
            Id = Uuid7.Derive(entry.ReceivedAt, $"{entry.Key.BatchId}\n{group.Key.Id}"),
            Route = group.Key.Route,
            GroupKey = group.Key.Values,
            Count = ordered.Count,
            Level = ordered.Max(e => e.Level),
            EventIds = [.. ordered.Take(MostEventIds).Select(e => e.EventId)],
            FirstAt = ordered.Min(e => e.Time),
            LastAt = ordered.Max(e => e.Time),
            CreatedAt = entry.ReceivedAt,
        };
    }
}
