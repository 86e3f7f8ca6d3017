using NotiLog.Common;
using NotiLog.Requests;
using NotiLog.Schedule;

namespace NotiLog.Notifications;

/// <summary>Has a settled delivery tried again by a new one, linked with it; what happened stays as it is.</summary>
public sealed class DeliveryRetry(DeliveryStore deliveries, DeliveryOpening opening, ChannelDirectory channels, DeliveryTools tools)
{
    private const int Tries = 20;

    /// <summary>
    /// The new delivery, or the one made before: its id is derived, so that it is made once however many ask. <see cref="ProblemKind.NotFound"/>,
    /// or <see cref="ProblemKind.Conflict"/> unless the delivery has failed or was superseded.
    /// </summary>
    public async Task<Result<Delivery>> RetryAsync(Guid id, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var old = await deliveries.FindAsync(id, cancellationToken);
        if (old is null)
            return Problem.NotFound("There is no such delivery (any more).");
        if (old.RetriedBy is { } before && await deliveries.FindAsync(before, cancellationToken) is { } made)
            return made;
        if (old.Status is not (DeliveryStatus.Failed or DeliveryStatus.Superseded))
            return new Problem(ProblemKind.Conflict, Reason(old));
        var draft = await DraftOfAsync(old, cancellationToken);
        await opening.OpenAsync(draft, outgoing, cancellationToken);
        await LinkAsync(old, draft.Id, cancellationToken);
        return await deliveries.FindAsync(draft.Id, cancellationToken) is { } opened ? opened : Problem.NotFound("The delivery was deleted meanwhile.");
    }

    private static string Reason(Delivery delivery) => delivery.Status == DeliveryStatus.Delivered
        ? "The delivery arrived; only failed and superseded ones can be tried again."
        : $"The delivery is {delivery.Status.Name()}: it is still being tried; only failed and superseded ones can be tried again.";

    /// <summary>Its id has the time of the old one's, by which a notification finds its deliveries.</summary>
    private async Task<Delivery> DraftOfAsync(Delivery old, CancellationToken cancellationToken)
    {
        var channel = await channels.FindFreshAsync(old.Channel, cancellationToken);
        return new Delivery
        {
            Id = Uuid7.Derive(Uuid7.TimeOf(old.Id), $"{old.Id}\nretry"),
            NotificationId = old.NotificationId,
            Route = old.Route,
            Channel = old.Channel,
            Type = old.Type,
            Recipient = old.Recipient,
            CreatedAt = tools.Time.GetUtcNow(),
            Fallback = channel?.Fallback is null ? FallbackStage.None : FallbackStage.Armed,
            RetryOf = old.Id,
            Trace = old.Trace,
        };
    }

    /// <summary>After the new one is there: a link never leads nowhere.</summary>
    private async Task LinkAsync(Delivery old, Guid retry, CancellationToken cancellationToken)
    {
        for (var attempt = 0; old.RetriedBy is null && attempt < Tries; attempt++)
        {
            if (await deliveries.UpdateAsync(old with { RetriedBy = retry }, cancellationToken) is not null)
                return;
            if (await deliveries.FindAsync(old.Id, cancellationToken) is not { } now)
                return;
            old = now;
        }
    }
}
