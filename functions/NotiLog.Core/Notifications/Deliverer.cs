using NotiLog.Schedule;
using NotiLog.Telemetry;

namespace NotiLog.Notifications;

/// <summary>Carries out one delivery: claim, send, record.</summary>
public sealed class Deliverer(DeliveryStore deliveries, DeliveryClaim claim, DeliverySender sender, DeliveryRecord record)
{
    /// <summary>Nothing when the delivery is settled, held by another, or not due yet. Messages for what follows from it go to <paramref name="outgoing"/>.</summary>
    public async Task DeliverAsync(DeliverMessage message, Outgoing outgoing, CancellationToken cancellationToken)
    {
        if (await deliveries.FindAsync(message.DeliveryId, cancellationToken) is not { } found
            || await claim.TryAsync(found, cancellationToken) is not { } claimed)
        {
            return;
        }

        using var span = Tracing.Continue($"deliver {claimed.Type}", claimed.Trace);
        span?.SetTag("notilog.delivery", claimed.Id.ToString()).SetTag("notilog.channel", claimed.Channel).SetTag("notilog.attempt", claimed.Attempts);
        try
        {
            var outcome = await sender.SendAsync(claimed, cancellationToken);
            if (await record.RecordAsync(claimed, outcome, outgoing, cancellationToken) is { } recorded)
                DeliveryMeasures.Note(span, recorded);
        }
        catch (Exception failure) when (span.Fails(failure))
        {
            throw;
        }
    }
}
