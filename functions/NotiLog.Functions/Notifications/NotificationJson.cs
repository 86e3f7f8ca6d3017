using NotiLog.Events;
using NotiLog.Notifications;

namespace NotiLog.Functions.Notifications;

/// <summary>A notification in the API's shape.</summary>
/// <param name="EventIds">The first 100.</param>
/// <param name="Truncated">Whether there are more events than <paramref name="EventIds"/>.</param>
internal sealed record NotificationJson(
    Guid Id, string Route, IReadOnlyDictionary<string, string> GroupKey, int Count, string Level,
    IReadOnlyDictionary<string, int> Levels, IReadOnlyList<Guid> EventIds, bool Truncated,
    DateTimeOffset FirstAt, DateTimeOffset LastAt, DateTimeOffset CreatedAt, IEnumerable<DeliveryJson> Deliveries)
{
    public static NotificationJson Of(ToldNotification told)
    {
        var n = told.Notification;
        return new NotificationJson(
            n.Id, n.Route, n.GroupKey, n.Count, n.Level.Name(),
            n.Levels.OrderBy(l => l.Key).ToDictionary(l => l.Key.Name(), l => l.Value), n.EventIds, n.Count > n.EventIds.Count,
            n.FirstAt, n.LastAt, n.CreatedAt, told.Deliveries.Select(DeliveryJson.Of));
    }
}

/// <summary>A delivery in the API's shape.</summary>
/// <param name="Answer">What the provider said to the successful send.</param>
/// <param name="FallbackOf">The channel it was first made for as a fallback.</param>
/// <param name="TakenOverBy">The fallback channel that took over, and <paramref name="TakenOverIn"/> its deliveries.</param>
/// <param name="RetryOf">The delivery that an operator had tried again by this one; the other way round <paramref name="RetriedBy"/>.</param>
internal sealed record DeliveryJson(
    Guid Id, Guid NotificationId, string Route, string Channel, string Type, string Recipient, DeliveryStatus Status, int Attempts,
    DateTimeOffset CreatedAt, DateTimeOffset? NextAttemptAt, DateTimeOffset? DeliveredAt, string? Error, string? Answer, string? ProviderId,
    string? FallbackOf, string? TakenOverBy, IReadOnlyList<Guid> TakenOverIn, Guid? RetryOf, Guid? RetriedBy)
{
    public static DeliveryJson Of(Delivery d) => new(
        d.Id, d.NotificationId, d.Route, d.Channel, d.Type, d.Recipient, d.Status, d.Attempts,
        d.CreatedAt, d.NextAttemptAt, d.DeliveredAt, d.Error, d.Answer, d.ProviderId,
        d.FallbackOf, d.TakenOver?.Channel, d.TakenOver?.Deliveries ?? [], d.RetryOf, d.RetriedBy);
}
