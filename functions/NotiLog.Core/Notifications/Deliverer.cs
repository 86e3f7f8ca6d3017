using Microsoft.Extensions.Logging;
using NotiLog.Events;
using NotiLog.Schedule;
using NotiLog.Tables;

namespace NotiLog.Notifications;

/// <summary>
/// Carries out one delivery: claim, send, record. The claim is a conditional write, so of two who try one sends; a claim left behind by a crash
/// ends with its lease. Retry and giving up are decided here, for all channels.
/// </summary>
public sealed class Deliverer(DeliveryStore deliveries, NotificationContents contents, DueTable dueTable, ChannelDirectory channels, DeliveryTools tools)
{
    private const int RecordTries = 5;

    /// <summary>How long a provider may put us off.</summary>
    private static readonly TimeSpan LongestPatience = TimeSpan.FromDays(1);

    private DateTimeOffset Now => tools.Time.GetUtcNow();

    /// <summary>Nothing when the delivery is settled, held by another, or not due yet.</summary>
    public async Task DeliverAsync(DeliverMessage message, CancellationToken cancellationToken)
    {
        var found = await deliveries.FindAsync(message.DeliveryId, cancellationToken);
        var due = found is { Status: DeliveryStatus.Pending } || (found is { Status: DeliveryStatus.Retrying } && found.NextAttemptAt <= Now);
        if (!due || await ClaimAsync(found!, cancellationToken) is not { } claimed)
            return;
        var outcome = await SendAsync(claimed, cancellationToken);
        await RecordAsync(claimed, outcome, cancellationToken);
    }

    private async Task<Delivery?> ClaimAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var leaseEnd = Now + tools.Options.Lease;
        await dueTable.AddAsync(DeliveryDue.RowOf(delivery.Id, leaseEnd), cancellationToken);
        var claim = delivery with
        {
            Status = DeliveryStatus.Sending,
            Attempts = delivery.Attempts + 1,
            Holder = tools.Holder,
            NextAttemptAt = null,
            DueAt = leaseEnd,
        };
        var won = await deliveries.UpdateAsync(claim, cancellationToken);
        if (won is not null && delivery.DueAt is { } before)
            await TidyAsync(delivery.Id, before, cancellationToken);
        return won;
    }

    /// <summary>Drops a due-row that is stale now; the schedule would drop it in its time.</summary>
    private async Task TidyAsync(Guid deliveryId, DateTimeOffset dueAt, CancellationToken cancellationToken)
    {
        try
        {
            await dueTable.RemoveAsync(DeliveryDue.RowOf(deliveryId, dueAt), cancellationToken);
        }
        catch (TablesUnavailableException e)
        {
            tools.Logger.LogDebug(e, "The stale due-row of delivery {Delivery} is left to the schedule", deliveryId);
        }
    }

    /// <summary>Whatever a transport throws is worth another try: it is recorded and scheduled like any other failure.</summary>
    private async Task<SendOutcome> SendAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            var channel = await channels.FindFreshAsync(delivery.Channel, cancellationToken);
            if (channel is not { Enabled: true })
                return new SendOutcome.Rejected(channel is null ? $"channel {delivery.Channel} no longer exists" : $"channel {delivery.Channel} is disabled");
            if (channel.Type != delivery.Type)
                return new SendOutcome.Rejected("the channel's type has changed");
            if (tools.TransportOf(channel.Type) is not { } transport)
                return new SendOutcome.Rejected($"channel type {channel.Type} is unknown");
            if (transport.Obstacle() is { } obstacle)
                return new SendOutcome.Retry(null, obstacle);
            if (await contents.OfAsync(delivery.NotificationId, cancellationToken) is not { } content)
                return new SendOutcome.Rejected("its notification no longer exists");
            return await transport.SendAsync(new SendRequest(delivery.Id, delivery.Recipient, channel, content), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            tools.Logger.LogError(e, "Delivery {Delivery} through {Channel} failed unexpectedly", delivery.Id, delivery.Channel);
            return new SendOutcome.Retry(null, $"unexpected: {e.GetType().Name}");
        }
    }

    /// <summary>An outcome is worth some patience: when it cannot be written, the message may be sent twice.</summary>
    private async Task RecordAsync(Delivery claimed, SendOutcome outcome, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await RecordOnceAsync(claimed, outcome, cancellationToken);
                return;
            }
            catch (TablesUnavailableException) when (attempt < RecordTries)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), tools.Time, cancellationToken);
            }
        }
    }

    private async Task RecordOnceAsync(Delivery claimed, SendOutcome outcome, CancellationToken cancellationToken)
    {
        var after = After(claimed, outcome);
        if (after.DueAt is { } due)
            await dueTable.AddAsync(DeliveryDue.RowOf(after.Id, due), cancellationToken);
        var recorded = await deliveries.UpdateAsync(after, cancellationToken);
        if (recorded is null && outcome is SendOutcome.Delivered)
            await SettleLateAsync(after, cancellationToken);
        else if (recorded is not null)
            await TidyAsync(claimed.Id, claimed.DueAt!.Value, cancellationToken);
        if (after.Status == DeliveryStatus.Failed)
            tools.Logger.LogError("Delivery {Delivery} through {Channel} failed: {Error}", after.Id, after.Channel, after.Error);
    }

    /// <summary>The lease had ended and another took it up: that it arrived is known all the same.</summary>
    private async Task SettleLateAsync(Delivery delivered, CancellationToken cancellationToken)
    {
        if (await deliveries.FindAsync(delivered.Id, cancellationToken) is { Status: not DeliveryStatus.Delivered } now)
            await deliveries.UpdateAsync(delivered with { ETag = now.ETag, Attempts = now.Attempts }, cancellationToken);
    }

    private bool IsGivenUp(Delivery claimed, SendOutcome.Retry retry) =>
        retry.After is null ? claimed.Attempts >= tools.Options.MaxAttempts : Now - claimed.CreatedAt > LongestPatience;

    /// <summary>The row after an outcome. A wait that the provider asks for is no failure of the message: it ends only by age.</summary>
    private Delivery After(Delivery claimed, SendOutcome outcome)
    {
        var settled = claimed with { Holder = null, DueAt = null };
        switch (outcome)
        {
            case SendOutcome.Delivered delivered:
                return settled with
                {
                    Status = DeliveryStatus.Delivered,
                    DeliveredAt = Now,
                    ProviderId = delivered.ProviderId,
                    Answer = delivered.Answer,
                    Error = null,
                };
            case SendOutcome.Rejected rejected:
                return settled with { Status = DeliveryStatus.Failed, Error = rejected.Reason };
            case SendOutcome.Retry retry when IsGivenUp(claimed, retry):
                return settled with { Status = DeliveryStatus.Failed, Error = $"given up after {claimed.Attempts} attempts: {retry.Reason}" };
            case SendOutcome.Retry retry:
                var next = Now + (retry.After ?? tools.Options.BackoffAfter(claimed.Attempts, Random.Shared.NextDouble()));
                return settled with { Status = DeliveryStatus.Retrying, NextAttemptAt = next, DueAt = next, Error = retry.Reason };
            default:
                throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "not an outcome");
        }
    }
}

/// <summary>Brings a notification together with the events it tells of.</summary>
public sealed class NotificationContents(NotificationStore notifications, EventReader events, SiteOptions site)
{
    /// <summary>Null when the notification is gone.</summary>
    public async Task<NotificationContent?> OfAsync(Guid notificationId, CancellationToken cancellationToken)
    {
        if (await notifications.FindAsync(notificationId, cancellationToken) is not { } notification)
            return null;
        return new NotificationContent(notification, await events.FindAsync(notification.EventIds, cancellationToken), site.LinkTo(notification));
    }
}
