using NotiLog.Common;
using NotiLog.Events;
using NotiLog.Requests;
using NotiLog.Tables;

namespace NotiLog.Notifications;

/// <summary>A notification and how its deliveries stand.</summary>
public sealed record ToldNotification(Notification Notification, IReadOnlyList<Delivery> Deliveries);

/// <param name="NextCursor">Set while more may come; the page may hold fewer than asked for, or none.</param>
public sealed record TellingPage<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>Lists what was told to whom, newest first, bounded per call.</summary>
public sealed class TellingReader(NotificationStore notifications, DeliveryStore deliveries, RetentionOptions retention, TimeProvider time)
{
    private const int PagesPerCall = 20;
    private const int PageRows = 200;

    public async Task<ToldNotification?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await notifications.FindAsync(id, cancellationToken) is not { } found)
            return null;
        return (await JoinAsync([found], cancellationToken))[0];
    }

    public Task<Result<TellingPage<ToldNotification>>> NotificationsAsync(TellingQuery query, int limit, string? cursor, CancellationToken cancellationToken) =>
        ReadAsync<ToldNotification>("notifications", query, limit, cursor, told => Uuid7.NewestFirst(told.Notification.Id), async table =>
        {
            var (items, continuation) = await notifications.PageAsync(
                table with { Where = TellingQuery.Conditions(("route", query.Route)) }, cancellationToken);
            var joined = await JoinAsync(items, cancellationToken);
            return (joined, query.Holds, continuation);
        });

    public Task<Result<TellingPage<Delivery>>> DeliveriesAsync(TellingQuery query, int limit, string? cursor, CancellationToken cancellationToken) =>
        ReadAsync<Delivery>("deliveries", query, limit, cursor, delivery => Uuid7.NewestFirst(delivery.Id), async table =>
        {
            var where = TellingQuery.Conditions(("route", query.Route), ("status", query.Status), ("channel", query.Channel));
            var (items, continuation) = await deliveries.PageAsync(table with { Where = where }, cancellationToken);
            return (items, query.Holds, continuation);
        });

    /// <summary>How many deliveries of the last 24 hours stand where; at most 20,000 are looked at. One that was tried again is counted by its retry.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken cancellationToken)
    {
        var counts = DeliveryStatuses.All.ToDictionary(status => status, _ => 0);
        var query = new TellingQuery { From = time.GetUtcNow().AddDays(-1) };
        string? cursor = null;
        for (var calls = 0; calls < 5; calls++)
        {
            var page = (await DeliveriesAsync(query, 4000, cursor, cancellationToken)).Value;
            foreach (var delivery in page.Items.Where(delivery => delivery.RetriedBy is null))
                counts[delivery.Status.Name()]++;
            if ((cursor = page.NextCursor) is null)
                break;
        }

        return counts;
    }

    /// <summary>Of those asked for, the days that can hold anything.</summary>
    private IEnumerable<string> Days(TellingQuery query, DayPosition? start)
    {
        var oldest = time.GetUtcNow().AddDays(-retention.Days - 3);
        var newest = time.GetUtcNow().AddDays(1);
        return DayPosition.Days(query.From > oldest ? query.From.Value : oldest, query.To < newest ? query.To.Value : newest, start);
    }

    private async Task<IReadOnlyList<ToldNotification>> JoinAsync(IReadOnlyList<Notification> page, CancellationToken cancellationToken)
    {
        if (page.Count == 0)
            return [];
        var byNotification = new Dictionary<Guid, List<Delivery>>();
        await foreach (var delivery in deliveries.OfNotificationsAsync(page[^1].Id, page[0].Id, cancellationToken))
        {
            if (!byNotification.TryGetValue(delivery.NotificationId, out var list))
                byNotification[delivery.NotificationId] = list = [];
            list.Add(delivery);
        }

        return [.. page.Select(one => new ToldNotification(one, byNotification.GetValueOrDefault(one.Id) ?? []))];
    }

    private async Task<Result<TellingPage<T>>> ReadAsync<T>(
        string what, TellingQuery query, int limit, string? cursor, Func<T, string> rowOf,
        Func<TableQuery, Task<(IReadOnlyList<T> Items, Func<T, bool> Holds, string? Continuation)>> read)
    {
        var fingerprint = $"{what} {query.Fingerprint}";
        if (cursor is not null && Cursor.Read(cursor, fingerprint) is null)
            return Problem.Invalid("cursor", "is not one that this query answered; start again without a cursor");
        var start = cursor is null ? default(DayPosition?) : DayPosition.Parse(Cursor.Read(cursor, fingerprint)!);
        var items = new List<T>();
        var pages = 0;
        foreach (var day in Days(query, start))
        {
            var at = start?.Day == day ? start.Value : new DayPosition(day, "");
            for (string? continuation = ""; continuation is not null;)
            {
                var table = new TableQuery(day) { From = at.After.Length == 0 ? null : at.After + " ", Limit = PageRows };
                (var rows, var holds, continuation) = await read(continuation.Length == 0 ? table : table with { Continuation = continuation });
                foreach (var row in rows)
                {
                    at = new DayPosition(day, rowOf(row));
                    if (holds(row))
                        items.Add(row);
                    if (items.Count == limit)
                        return new TellingPage<T>(items, Cursor.Write(at.ToString(), fingerprint));
                }

                if (++pages >= PagesPerCall && continuation is not null && rows.Count > 0)
                    return new TellingPage<T>(items, Cursor.Write(at.ToString(), fingerprint));
                if (rows.Count > 0 && continuation is not null)
                    continuation = "";
            }
        }

        return new TellingPage<T>(items, null);
    }
}
