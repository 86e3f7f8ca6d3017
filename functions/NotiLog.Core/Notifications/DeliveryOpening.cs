using NotiLog.Common;
using NotiLog.Schedule;
using NotiLog.Telemetry;

namespace NotiLog.Notifications;

/// <summary>Brings deliveries into being, durably, with everything that looks after them.</summary>
public sealed class DeliveryOpening(DeliveryStore deliveries, DueTable dueTable, DeliveryTools tools)
{
    /// <summary>
    /// A channel's deliveries of a notification as they would be made now, one per recipient; none when its type is unknown here.
    /// Ids are derived, so whoever makes the same delivery, a route or a fallback, makes it once.
    /// </summary>
    public IEnumerable<Delivery> DraftsOf(Guid notificationId, string route, DateTimeOffset createdAt, Channel channel) =>
        from recipient in tools.TransportOf(channel.Type)?.Recipients(channel.Settings) ?? []
        select new Delivery
        {
            Id = Uuid7.Derive(Uuid7.TimeOf(notificationId), $"{notificationId}\n{channel.Name}\n{recipient}"),
            NotificationId = notificationId,
            Route = route,
            Channel = channel.Name,
            Type = channel.Type,
            Recipient = recipient,
            CreatedAt = createdAt,
            Fallback = channel.Fallback is null ? FallbackStage.None : FallbackStage.Armed,
        };

    /// <summary>Due-rows first, then the delivery unless it is there already; its message goes to <paramref name="outgoing"/>.</summary>
    public async Task OpenAsync(Delivery draft, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var now = tools.Time.GetUtcNow();
        var delivery = draft with
        {
            DueAt = now + tools.HintAfter,
            FallbackAt = draft.Fallback == FallbackStage.Armed ? now + tools.Options.FallbackAfter : null,
            Trace = Tracing.Current ?? draft.Trace,
        };
        await dueTable.AddAsync(DeliveryDue.RowOf(delivery.Id, delivery.DueAt.Value), cancellationToken);
        if (delivery.FallbackAt is { } takeover)
            await dueTable.AddAsync(FallbackDue.RowOf(delivery.Id, takeover), cancellationToken);
        await deliveries.InsertAsync(delivery, cancellationToken);
        outgoing.Add(DeliverMessage.QueueOf(delivery.Type), new DeliverMessage(delivery.Id).ToJson());
    }
}
