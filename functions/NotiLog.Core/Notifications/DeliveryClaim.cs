using NotiLog.Schedule;

namespace NotiLog.Notifications;

/// <summary>
/// Who may send a delivery, and when. The claim is a conditional write, so of two who try one sends; a claim left behind by a crash ends with its lease.
/// </summary>
public sealed class DeliveryClaim(DeliveryStore deliveries, DueTable dueTable, SendSlots slots, DeliveryTools tools)
{
    private DateTimeOffset Now => tools.Time.GetUtcNow();

    /// <summary>The delivery as claimed; null when it is not due, has to wait for its turn, or another was faster.</summary>
    public async Task<Delivery?> TryAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var due = delivery.Status == DeliveryStatus.Pending || (delivery.Status == DeliveryStatus.Retrying && delivery.NextAttemptAt <= Now);
        if (!due || !await IsItsTurnAsync(delivery, cancellationToken))
            return null;
        var leaseEnd = Now + tools.Options.Lease;
        return await MoveAsync(delivery, leaseEnd, delivery with
        {
            Status = DeliveryStatus.Sending,
            Attempts = delivery.Attempts + 1,
            Holder = tools.Holder,
            NextAttemptAt = null,
            DueAt = leaseEnd,
            Slot = null,
        }, cancellationToken);
    }

    /// <summary>Whether the rate limit lets it go now; else it waits for its slot, which is no attempt.</summary>
    private async Task<bool> IsItsTurnAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        if (tools.TransportOf(delivery.Type)?.RateOf(delivery.Recipient) is not { } rate)
            return true;
        var turn = await slots.TakeAsync(delivery.Type, delivery.Recipient, rate, delivery.Slot, cancellationToken);
        if (turn.At <= Now)
            return true;
        await MoveAsync(delivery, turn.At, delivery with
        {
            Status = DeliveryStatus.Retrying,
            NextAttemptAt = turn.At,
            DueAt = turn.At,
            Slot = turn.Slot,
            Error = delivery.Error ?? "waits for its turn: the recipient takes only so many messages a minute",
        }, cancellationToken);
        return false;
    }

    private async Task<Delivery?> MoveAsync(Delivery from, DateTimeOffset due, Delivery to, CancellationToken cancellationToken)
    {
        await dueTable.AddAsync(DeliveryDue.RowOf(to.Id, due), cancellationToken);
        var won = await deliveries.UpdateAsync(to, cancellationToken);
        if (won is not null && from.DueAt is { } before && before != due)
            await dueTable.TidyAsync(DeliveryDue.RowOf(to.Id, before), cancellationToken);
        return won;
    }
}
