using NotiLog.Schedule;

namespace NotiLog.Notifications;

/// <summary>Looks at a delivery when its fallback is to take over, or has had its time.</summary>
public sealed class FallbackDue(DeliveryStore deliveries, Fallbacks fallbacks, TimeProvider time) : IDueWork
{
    private const string FallbackKind = "fallback";
    private static readonly TimeSpan LongestPlan = TimeSpan.FromHours(1);

    public string Kind => FallbackKind;

    public static DueRow RowOf(Guid deliveryId, DateTimeOffset at) => new(at, FallbackKind, deliveryId.ToString("N"));

    /// <summary>A row earlier than the delivery says is stale; a later one is a look that could not be noted on the row while it was being sent.</summary>
    /// <exception cref="InvalidOperationException">There is no such delivery yet: it is written after its due-row.</exception>
    public async Task RunAsync(DueRow row, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var delivery = await deliveries.FindAsync(Guid.ParseExact(row.Reference, "N"), cancellationToken);
        if (delivery is null && time.GetUtcNow() - row.At < LongestPlan)
            throw new InvalidOperationException($"Delivery {row.Reference} does not exist (yet)");
        if (delivery is { FallbackAt: { } at } && at <= row.At)
            await fallbacks.LookAsync(delivery.Id, outgoing, cancellationToken);
    }
}
