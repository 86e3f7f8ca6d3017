using NotiLog.Routing;

namespace NotiLog.Notifications;

/// <summary>What tells of an event in one group.</summary>
/// <param name="WaitsUntil">When the group's window is told that it waits in; null when it does not.</param>
public sealed record RouteTelling(IReadOnlyList<Guid> Notifications, DateTimeOffset? WaitsUntil)
{
    public static RouteTelling None { get; } = new([], null);
}

/// <summary>Finds what became of events that have been routed, by what routing left behind and not by what would become of them today.</summary>
public sealed class RouteTellings(GroupTable groups, NotificationStore notifications)
{
    public async Task<RouteTelling> FindAsync(RouteMatch match, Guid batchId, Guid eventId, CancellationToken cancellationToken)
    {
        if (match.Route.Channels.Count == 0)
            return RouteTelling.None;
        var each = GroupTeller.UngroupedId(match.Group.Id, batchId);
        List<Guid> told = (await notifications.FindAsync(each, cancellationToken))?.EventIds.Contains(eventId) == true ? [each] : [];
        // The head first: when it has moved on since, the arrival has been stamped.
        var head = await groups.HeadAsync(match.Group.Id, cancellationToken);
        var arrival = await groups.FindAsync(match.Group.Id, batchId, cancellationToken);
        // Of the events of a batch that fall into one group, some may be muted.
        if (arrival?.Telling.EventIds.Contains(eventId) != true)
            return new(told, null);
        if (arrival.NotificationId is not { } id || await IsBeingMadeAsync(match.Group.Id, id, cancellationToken))
            return new(told, head?.DueAt ?? arrival.ReceivedAt);
        return new([id, .. told], null);
    }

    /// <summary>The end of a window stamps its arrivals before it tells.</summary>
    private async Task<bool> IsBeingMadeAsync(string groupId, Guid notificationId, CancellationToken cancellationToken) =>
        await notifications.FindAsync(notificationId, cancellationToken) is null
        && await groups.FlushAsync(groupId, cancellationToken) is { } flush
        && flush.NotificationId == notificationId
        && await groups.HeadAsync(groupId, cancellationToken) is { } head
        && head.EndsAt == flush.EndsAt;
}
