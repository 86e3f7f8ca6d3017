using System.Globalization;
using NotiLog.Events;
using NotiLog.Requests;

namespace NotiLog.Notifications;

/// <summary>All events that a notification tells of, however many.</summary>
public sealed class NotificationEvents(NotificationStore notifications, GroupTable groups, EventReader events)
{
    /// <param name="Batch">The arrival, empty without a group.</param>
    /// <param name="Index">Events of it that are behind.</param>
    private sealed record Position(Guid Batch, int Index)
    {
        public static Position Parse(string text) =>
            new(Guid.ParseExact(text.AsSpan(0, 32), "N"), int.Parse(text.AsSpan(33), NumberStyles.None, CultureInfo.InvariantCulture));

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Batch:N} {Index}");
    }

    /// <summary>
    /// The events in the order they arrived, those deleted since left out: a page may hold few or none while its cursor is set.
    /// <see cref="ProblemKind.NotFound"/> when the notification is gone, <see cref="ProblemKind.Invalid"/> on a wrong cursor.
    /// </summary>
    public async Task<Result<TellingPage<LogEvent>>> ListAsync(Guid id, int limit, string? cursor, CancellationToken cancellationToken)
    {
        var fingerprint = $"events of {id}";
        var position = default(Position);
        if (cursor is not null)
        {
            if (Cursor.Read(cursor, fingerprint) is not { } read)
                return Problem.Invalid("cursor", "is not one that this notification answered; start again without a cursor");
            position = Position.Parse(read);
        }

        if (await notifications.FindAsync(id, cancellationToken) is not { } notification)
            return Problem.NotFound("There is no such notification (any more).");
        var ids = new List<Guid>();
        Position? last = null;
        await foreach (var (eventId, at) in IdsAsync(notification, position, cancellationToken))
        {
            if (ids.Count == limit)
                return new TellingPage<LogEvent>(await events.FindAsync(ids, cancellationToken), Cursor.Write(last!.ToString(), fingerprint));
            ids.Add(eventId);
            last = at;
        }

        return new TellingPage<LogEvent>(await events.FindAsync(ids, cancellationToken), null);
    }

    /// <summary>The ids of all its events, in the order they arrived.</summary>
    public async Task<IReadOnlyList<Guid>> IdsAsync(Notification notification, CancellationToken cancellationToken)
    {
        var ids = new List<Guid>(notification.Count);
        await foreach (var (eventId, _) in IdsAsync(notification, from: null, cancellationToken))
            ids.Add(eventId);
        return ids;
    }

    /// <summary>Ids with the position after each.</summary>
    private async IAsyncEnumerable<(Guid EventId, Position After)> IdsAsync(
        Notification notification, Position? from, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (notification is not { GroupId: { } group, FirstBatch: { } first, LastBatch: { } last })
        {
            for (var i = from?.Index ?? 0; i < notification.EventIds.Count; i++)
                yield return (notification.EventIds[i], new Position(Guid.Empty, i + 1));
            yield break;
        }

        await foreach (var arrival in groups.ToldByAsync(group, notification.Id, from?.Batch ?? first, last, cancellationToken))
        {
            for (var i = arrival.BatchId == from?.Batch ? from.Index : 0; i < arrival.Telling.EventIds.Count; i++)
                yield return (arrival.Telling.EventIds[i], new Position(arrival.BatchId, i + 1));
        }
    }
}
