using Microsoft.Extensions.Logging;
using NotiLog.Schedule;

namespace NotiLog.Notifications;

/// <summary>Looks again at deliveries whose time has come: to be retried, never picked up, or held by somebody who is gone.</summary>
public sealed class DeliveryDue(DeliveryStore deliveries, DueTable dueTable, DeliveryTools tools) : IDueWork, ISweep
{
    private const string DeliveryKind = "delivery";
    private static readonly TimeSpan LongestPatience = TimeSpan.FromMinutes(15);

    public string Kind => DeliveryKind;

    public static DueRow RowOf(Guid deliveryId, DateTimeOffset at) => new(at, DeliveryKind, deliveryId.ToString("N"));

    /// <exception cref="InvalidOperationException">There is no such delivery yet: it is written after its due-row.</exception>
    public async Task RunAsync(DueRow row, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var delivery = await deliveries.FindAsync(Guid.ParseExact(row.Reference, "N"), cancellationToken);
        if (delivery is null && tools.Time.GetUtcNow() - row.At < TimeSpan.FromHours(1))
            throw new InvalidOperationException($"Delivery {row.Reference} does not exist (yet)");
        // Whoever changes the delivery without moving its due time leaves it to this row: try again until it is moved.
        // A row later than its owner's was written by somebody who did not get to change the owner.
        while (delivery is { IsOpen: true } && delivery.DueAt <= row.At && !await HintAsync(delivery, outgoing, cancellationToken))
            delivery = await deliveries.FindAsync(delivery.Id, cancellationToken);
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
                || (delivery is { Status: DeliveryStatus.Sending } && delivery.Holder != tools.Holder);
            if (orphaned && delivery!.DueAt == row.At)
                await HintAsync(delivery, outgoing, cancellationToken);
        }
    }

    /// <summary>The next due-row first, so that a crash in between is looked at again; who wins the update sends the message. False when somebody else did.</summary>
    private async Task<bool> HintAsync(Delivery delivery, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var now = tools.Time.GetUtcNow();
        var next = now + PatienceFor(delivery, now);
        await dueTable.AddAsync(RowOf(delivery.Id, next), cancellationToken);
        var left = delivery.Status == DeliveryStatus.Sending;
        var free = left
            ? delivery with { Status = DeliveryStatus.Retrying, NextAttemptAt = now, Holder = null, Error = "the process that was sending it is gone; it may have been sent" }
            : delivery;
        if (await deliveries.UpdateAsync(free with { DueAt = next }, cancellationToken) is null)
            return false;
        if (left)
            tools.Logger.LogWarning("Delivery {Delivery} through {Channel} was left by its holder; it is sent again", delivery.Id, delivery.Channel);
        outgoing.Add(DeliverMessage.QueueOf(delivery.Type), new DeliverMessage(delivery.Id).ToJson());
        return true;
    }

    /// <summary>Doubles with the delivery's age, so that a long queue is not made longer by hints at what stands in it.</summary>
    private TimeSpan PatienceFor(Delivery delivery, DateTimeOffset now)
    {
        var age = delivery.Status == DeliveryStatus.Pending ? now - delivery.CreatedAt : TimeSpan.Zero;
        return age < tools.HintAfter ? tools.HintAfter : age > LongestPatience ? LongestPatience : age;
    }
}
