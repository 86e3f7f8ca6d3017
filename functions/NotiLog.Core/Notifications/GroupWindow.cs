using NotiLog.Common;
using NotiLog.Routing;

namespace NotiLog.Notifications;

/// <summary>An open window of a group.</summary>
/// <param name="Version">Routing version of the latest batch that joined: says channels and interval.</param>
/// <param name="EndsAt">The window holds batches received before this.</param>
public sealed record GroupHead(
    string GroupId, string Route, IReadOnlyDictionary<string, string> Values, int Version, DateTimeOffset EndsAt, string? ETag = null)
{
    /// <summary>How long a batch may take from receipt to its group without missing its window.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    /// <summary>When the window is told: the time of its due-row.</summary>
    public DateTimeOffset DueAt => EndsAt + Settling;

    /// <summary>The window that a batch received at <paramref name="receivedAt"/> opens: it tells at once unless the route has a <c>groupWait</c>.</summary>
    public static DateTimeOffset FirstEnd(Route route, DateTimeOffset receivedAt) =>
        receivedAt + (TellsAtOnce(route) ? route.GroupInterval : route.GroupWait);

    public static bool TellsAtOnce(Route route) => route.GroupWait == TimeSpan.Zero;

    /// <summary>The notification of a batch that opens the group and tells at once.</summary>
    public static Guid OpeningId(string groupId, Guid batchId) => Uuid7.Derive(Uuid7.TimeOf(batchId), $"{batchId}\n{groupId}");
}

/// <summary>What the end of a window tells, in the making; survives a crash of its maker.</summary>
/// <param name="EndsAt">The end of the window it belongs to; of another window it is over.</param>
/// <param name="NotificationId">Fixed with the first arrival, so that whoever tells it tells the same; until then a seed of it.</param>
/// <param name="CreatedAt">The window's end; of a batch that opened the group anew its receipt.</param>
/// <param name="Total">What has been stamped with <paramref name="NotificationId"/>; null before the first.</param>
/// <param name="FirstBatch">The earliest batch among them.</param>
/// <param name="LastBatch">The latest.</param>
/// <param name="NextEnd">When the next window ends.</param>
/// <param name="Closed">Nothing more is stamped: it is being told.</param>
public sealed record GroupFlush(
    DateTimeOffset EndsAt,
    Guid NotificationId,
    DateTimeOffset CreatedAt,
    Telling? Total,
    Guid? FirstBatch,
    Guid? LastBatch,
    DateTimeOffset NextEnd,
    bool Closed,
    string? ETag = null)
{
    public static GroupFlush Digest(GroupHead head, Route route, string? etag) => new(
        head.EndsAt, Uuid7.Derive(head.EndsAt, $"{head.GroupId}\ndigest"), head.EndsAt, null, null, null, head.EndsAt + route.GroupInterval, Closed: false, etag);

    /// <summary>The batch finds a quiet group, so it tells at once.</summary>
    public static GroupFlush Opening(GroupHead head, Route route, Arrival first, string? etag) => Digest(head, route, etag) with
    {
        NotificationId = GroupHead.OpeningId(head.GroupId, first.BatchId),
        CreatedAt = first.ReceivedAt,
        Total = first.Telling,
        FirstBatch = first.BatchId,
        LastBatch = first.BatchId,
        NextEnd = GroupHead.FirstEnd(route, first.ReceivedAt),
        Closed = true,
    };

    /// <summary>With these arrivals, which may have been received before those it has.</summary>
    public GroupFlush With(IReadOnlyList<Arrival> arrivals) => arrivals.Aggregate(this, (flush, arrival) => flush with
    {
        // A batch that came too late opens its window once more: what it tells must not be taken for what was told before.
        NotificationId = flush.Total is null ? Uuid7.Derive(flush.EndsAt, $"{flush.NotificationId}\n{arrival.BatchId}") : flush.NotificationId,
        Total = flush.Total is null ? arrival.Telling : flush.Total.With(arrival.Telling),
        FirstBatch = flush.FirstBatch is { } first && IsBefore(first, arrival.BatchId) ? first : arrival.BatchId,
        LastBatch = flush.LastBatch is { } last && IsBefore(arrival.BatchId, last) ? last : arrival.BatchId,
    });

    private static bool IsBefore(Guid left, Guid right) => string.CompareOrdinal(Arrival.RowOf(left), Arrival.RowOf(right)) < 0;
}
