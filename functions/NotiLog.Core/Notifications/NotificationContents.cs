using NotiLog.Events;

namespace NotiLog.Notifications;

/// <summary>Brings a notification together with the events it tells of.</summary>
public sealed class NotificationContents(NotificationStore notifications, EventReader events, SiteOptions site)
{
    /// <summary>Null when the notification is gone.</summary>
    public async Task<NotificationContent?> OfAsync(Guid notificationId, CancellationToken cancellationToken)
    {
        if (await notifications.FindAsync(notificationId, cancellationToken) is not { } notification)
            return null;
        var found = await Task.WhenAll(notification.EventIds.Select(id => events.FindAsync(id, cancellationToken)));
        return new NotificationContent(notification, [.. found.OfType<LogEvent>()], site.LinkTo(notification));
    }
}
