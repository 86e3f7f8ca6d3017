using NotiLog.Events;

namespace NotiLog.Notifications;

/// <summary>Brings a notification together with the events it tells of.</summary>
public sealed class NotificationContents(NotificationStore notifications, NotificationEvents all, EventReader events, SiteOptions site)
{
    /// <summary>Null when the notification is gone.</summary>
    /// <param name="whole">With all its events instead of the first 100.</param>
    public async Task<NotificationContent?> OfAsync(Guid notificationId, bool whole, CancellationToken cancellationToken)
    {
        if (await notifications.FindAsync(notificationId, cancellationToken) is not { } notification)
            return null;
        var ids = whole ? await all.IdsAsync(notification, cancellationToken) : notification.EventIds;
        return new NotificationContent(notification, await events.FindAsync(ids, cancellationToken), site.LinkTo(notification));
    }
}
