using NotiLog.Events;

namespace NotiLog.Notifications;

/// <summary>What is told: the events of one group of one route, once, to all channels of the route.</summary>
public sealed record Notification
{
    public required Guid Id { get; init; }

    public required string Route { get; init; }

    /// <summary>Values of the route's <c>groupBy</c> fields, in its order; empty when the route is one group.</summary>
    public required IReadOnlyDictionary<string, string> GroupKey { get; init; }

    /// <summary>The group it tells of, whose arrivals name all events; null when it stands for one batch of a channel that wants each event.</summary>
    public string? GroupId { get; init; }

    /// <summary>The batches of its first and last arrivals in the group; null without a group.</summary>
    public Guid? FirstBatch { get; init; }

    public Guid? LastBatch { get; init; }

    /// <summary>How many events of which level.</summary>
    public IReadOnlyDictionary<Level, int> Levels { get; init; } = new Dictionary<Level, int>();

    /// <summary>All events it tells of; <see cref="EventIds"/> holds the first 100.</summary>
    public required int Count { get; init; }

    /// <summary>The highest level among its events.</summary>
    public required Level Level { get; init; }

    public required IReadOnlyList<Guid> EventIds { get; init; }

    public required DateTimeOffset FirstAt { get; init; }

    public required DateTimeOffset LastAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What the end of a window tells.</summary>
    internal static Notification Of(GroupHead group, GroupFlush flush) =>
        Of(flush.NotificationId, group, flush.Total!, flush.CreatedAt) with { FirstBatch = flush.FirstBatch, LastBatch = flush.LastBatch };

    /// <summary>What one batch tells.</summary>
    internal static Notification Of(Guid id, GroupHead group, Arrival arrival) =>
        Of(id, group, arrival.Telling, arrival.ReceivedAt) with { FirstBatch = arrival.BatchId, LastBatch = arrival.BatchId };

    private static Notification Of(Guid id, GroupHead group, Telling telling, DateTimeOffset createdAt) => new()
    {
        Id = id,
        Route = group.Route,
        GroupId = group.GroupId,
        GroupKey = group.Values,
        Count = telling.Count,
        Level = telling.Level,
        Levels = telling.Levels,
        EventIds = [.. telling.EventIds.Take(Telling.MostEventIds)],
        FirstAt = telling.FirstAt,
        LastAt = telling.LastAt,
        CreatedAt = createdAt,
    };
}

/// <summary>A notification with what a channel shows of it.</summary>
/// <param name="Events">The first 100 events, oldest first, or all for a channel that wants each; fewer when some are gone.</param>
/// <param name="Link">Where the site shows it; null when <c>Site:BaseUrl</c> is not set.</param>
/// <param name="IsTest">A test message, marked as such.</param>
public sealed record NotificationContent(Notification Notification, IReadOnlyList<LogEvent> Events, Uri? Link, bool IsTest = false);
