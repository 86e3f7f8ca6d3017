using Microsoft.Extensions.Logging;
using NotiLog.Schedule;

namespace NotiLog.Notifications;

/// <summary>Looks again at deliveries whose time has come: to be retried, never picked up, or held by somebody who is gone.</summary>
public sealed class DeliveryDue(DeliveryStore deliveries, DueTable dueTable, DeliveryTools tools) : IDueWork, ISweep
{
    private const string DeliveryKind = "delivery";

    public string Kind => DeliveryKind;

    public static DueRow RowOf(Guid deliveryId, DateTimeOffset at) => new(at, DeliveryKind, deliveryId.ToString("N"));

    public async Task RunAsync(DueRow row, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var delivery = await deliveries.FindAsync(Guid.ParseExact(row.Reference, "N"), cancellationToken);
        if (delivery?.DueAt == row.At && delivery.IsOpen)
            await HintAsync(delivery, outgoing, cancellationToken);
    }

    /// <summary>At a start, what an earlier process held or had not begun is picked up at once; what waits for its retry waits on.</summary>
    public async Task RunAsync(bool starting, Outgoing outgoing, CancellationToken cancellationToken)
    {
        if (!starting)
            return;
        await foreach (var row in dueTable.OfKindAsync(DeliveryKind, cancellationToken))
        {
            var delivery = await deliveries.FindAsync(Guid.ParseExact(row.Reference, "N"), cancellationToken);
            var orphaned = delivery is { Status: DeliveryStatus.Pending }
                || (delivery is { Status: DeliveryStatus.Sending } && !tools.InHand.ContainsKey(delivery.Id));
            if (orphaned && delivery!.DueAt == row.At)
                await HintAsync(delivery, outgoing, cancellationToken);
        }
    }

    /// <summary>The next due-row first, so that a crash in between is looked at again; who wins the update sends the message.</summary>
    private async Task HintAsync(Delivery delivery, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var now = tools.Time.GetUtcNow();
        var next = now + tools.HintAfter;
        await dueTable.AddAsync(RowOf(delivery.Id, next), cancellationToken);
        var free = delivery.Status == DeliveryStatus.Sending
            ? delivery with { Status = DeliveryStatus.Retrying, NextAttemptAt = now, Error = "the process that was sending it is gone; it may have been sent" }
            : delivery;
        if (await deliveries.UpdateAsync(free with { DueAt = next }, cancellationToken) is null)
            return;
        if (delivery.Status == DeliveryStatus.Sending)
            tools.Logger.LogWarning("Delivery {Delivery} through {Channel} was left by its holder; it is sent again", delivery.Id, delivery.Channel);
        outgoing.Add(DeliverMessage.QueueOf(delivery.Type), new DeliverMessage(delivery.Id).ToJson());
    }
}
