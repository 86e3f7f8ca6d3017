using NotiLog.Events;
using NotiLog.Routing;
using NotiLog.Schedule;
using NotiLog.Tables;

namespace NotiLog.Notifications;

/// <summary>
/// Routes one batch of the outbox under the routing version it was received under: notifications, deliveries, and only then the outbox row goes.
/// Running twice tells once.
/// </summary>
public sealed class BatchRouter(ITables tables, BatchEvents events, RoutingInterest routing, BatchSilencing silencing, GroupTeller teller)
{
    /// <summary>Nothing when the batch is routed already.</summary>
    public async Task RouteAsync(RouteMessage message, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var table = tables.Open(message.Table);
        var row = await table.GetAsync(message.Partition, OutboxEntry.RowOf(message.BatchId), cancellationToken);
        if (row is null)
            return;
        var entry = OutboxEntry.Read(message.Table, row);
        var compiled = await routing.CompiledAsync(entry.RoutingVersion, cancellationToken);
        var audible = await silencing.AudibleAsync(entry, await events.OfAsync(entry, cancellationToken), cancellationToken);
        foreach (var grouped in GroupedEvents.Of(audible, compiled))
            await teller.TellAsync(entry, grouped, outgoing, cancellationToken);
        await table.CommitAsync([TableWrite.Delete(message.Partition, row.RowKey)], cancellationToken);
    }
}
