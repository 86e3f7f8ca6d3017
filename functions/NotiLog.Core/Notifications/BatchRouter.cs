using System.Diagnostics;
using NotiLog.Events;
using NotiLog.Routing;
using NotiLog.Schedule;
using NotiLog.Telemetry;

namespace NotiLog.Notifications;

/// <summary>
/// Routes one batch of the outbox under the routing version it was received under: notifications, deliveries, and only then the outbox row goes.
/// Running twice tells once.
/// </summary>
public sealed class BatchRouter(
    OutboxRows outbox, BatchEvents events, RoutingInterest routing, BatchSilencing silencing, GroupTeller teller, IEnumerable<IRoutedBatches> watchers)
{
    /// <summary>Nothing when the batch is routed already.</summary>
    public async Task RouteAsync(RouteMessage message, Outgoing outgoing, CancellationToken cancellationToken)
    {
        if (await outbox.TakeUpAsync(message, cancellationToken) is not { } entry)
            return;
        using var span = Tracing.Continue("route batch", entry.Trace);
        try
        {
            await RouteAsync(entry, span, outgoing, cancellationToken);
        }
        catch (Exception failure) when (span.Fails(failure))
        {
            throw;
        }
    }

    private async Task RouteAsync(OutboxEntry entry, Activity? span, Outgoing outgoing, CancellationToken cancellationToken)
    {
        span?.SetTag("notilog.batch", entry.Key.BatchId.ToString()).SetTag("notilog.events", entry.EventIds.Count);
        var compiled = await routing.CompiledAsync(entry.RoutingVersion, cancellationToken);
        var all = await events.OfAsync(entry, cancellationToken);
        var audible = await silencing.AudibleAsync(entry, all, cancellationToken);
        foreach (var grouped in GroupedEvents.Of(audible, compiled))
        {
            await teller.TellAsync(entry, grouped, outgoing, cancellationToken);
            Measures.Routed.Add(grouped.Events.Count, Measures.Tag("route", grouped.Route.Name));
        }

        foreach (var watcher in watchers)
            await watcher.SeeAsync(all, outgoing, cancellationToken);
        await outbox.RemoveAsync(entry.Key, cancellationToken);
    }
}
