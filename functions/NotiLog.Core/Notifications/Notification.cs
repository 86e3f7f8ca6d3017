using NotiLog.Events;

namespace NotiLog.Notifications;

/// <summary>What is told: the events of one group of one route, once, to all channels of the route.</summary>
public sealed record Notification
{
    public required Guid Id { get; init; }

    public required string Route { get; init; }

    /// <summary>Values of the route's <c>groupBy</c> fields, in its order; empty when the route is one group.</summary>
    public required IReadOnlyDictionary<string, string> GroupKey { get; init; }

    /// <summary>All events it tells of; <see cref="EventIds"/> holds the first 100.</summary>
    public required int Count { get; init; }

    /// <summary>The highest level among its events.</summary>
    public required Level Level { get; init; }

    public required IReadOnlyList<Guid> EventIds { get; init; }

    public required DateTimeOffset FirstAt { get; init; }

    public required DateTimeOffset LastAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A notification with what a channel shows of it.</summary>
/// <param name="Events">The first 100 events, oldest first; fewer when some are gone.</param>
/// <param name="Link">Where the site shows it; null when <c>Site:BaseUrl</c> is not set.</param>
/// <param name="IsTest">A test message, marked as such.</param>
public sealed record NotificationContent(Notification Notification, IReadOnlyList<LogEvent> Events, Uri? Link, bool IsTest = false);
