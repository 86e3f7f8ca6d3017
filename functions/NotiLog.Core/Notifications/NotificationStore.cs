using System.Text.Json;
using NotiLog.Common;
using NotiLog.Events;
using NotiLog.Tables;

namespace NotiLog.Notifications;

/// <summary>Notifications: table <c>notifications</c>, partition = day of the id, newest first.</summary>
public sealed class NotificationStore(ITables tables)
{
    private readonly ITable table = tables.Open("notifications");

    public async Task<Notification?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        Uuid7.IsUuid7(id) && await table.GetAsync(DeliveryStore.DayOf(id), Uuid7.NewestFirst(id), cancellationToken) is { } row ? Read(row) : null;

    /// <summary>Nothing when it is there already: its id is derived from what it tells.</summary>
    public Task InsertAsync(Notification notification, CancellationToken cancellationToken) =>
        table.CommitAsync([TableWrite.Insert(RowOf(notification))], cancellationToken);

    /// <summary>One page of a day.</summary>
    public async Task<(IReadOnlyList<Notification> Items, string? Continuation)> PageAsync(TableQuery query, CancellationToken cancellationToken)
    {
        var page = await table.QueryAsync(query, cancellationToken);
        return ([.. page.Rows.Select(Read)], page.Continuation);
    }

    /// <summary>Those created from <paramref name="from"/> on and before <paramref name="to"/>, newest first.</summary>
    public async IAsyncEnumerable<Notification> BetweenAsync(
        DateTimeOffset from, DateTimeOffset to, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var newest = Uuid7.NewestFirst(Uuid7.FromSteps(Uuid7.StepsOf(to), ulong.MaxValue));
        var oldest = Uuid7.NewestFirst(Uuid7.FromSteps(Uuid7.StepsOf(from), 0)) + "~";
        foreach (var day in DayPosition.Days(from, to, null))
        {
            await foreach (var row in table.QueryAllAsync(new TableQuery(day) { From = newest, To = oldest }, cancellationToken))
            {
                var made = Read(row);
                if (made.CreatedAt >= from && made.CreatedAt < to)
                    yield return made;
            }
        }
    }

    private static TableRow RowOf(Notification n) => new TableRow(DeliveryStore.DayOf(n.Id), Uuid7.NewestFirst(n.Id))
        .Set("route", n.Route)
        .SetText("groupKey", JsonSerializer.Serialize(n.GroupKey))
        .Set("count", (long)n.Count)
        .Set("level", (long)n.Level)
        .Set("levels", LevelCounts.Write(n.Levels))
        .Set("groupId", n.GroupId)
        .Set("firstBatch", n.FirstBatch?.ToString("N"))
        .Set("lastBatch", n.LastBatch?.ToString("N"))
        .Set("eventIds", Ids.Write(n.EventIds))
        .Set("firstAt", n.FirstAt)
        .Set("lastAt", n.LastAt)
        .Set("createdAt", n.CreatedAt);

    private static Notification Read(TableRow row) => new()
    {
        Id = Uuid7.FromNewestFirst(row.RowKey),
        Route = row.GetString("route")!,
        GroupKey = JsonSerializer.Deserialize<OrderedDictionary<string, string>>(row.GetText("groupKey")!)!,
        Count = (int)(row.GetLong("count") ?? 0),
        Level = (Level)(row.GetLong("level") ?? 0),
        Levels = LevelCounts.Read(row.GetString("levels")),
        GroupId = row.GetString("groupId"),
        FirstBatch = Batch(row.GetString("firstBatch")),
        LastBatch = Batch(row.GetString("lastBatch")),
        EventIds = Ids.Read(row.GetBytes("eventIds")),
        FirstAt = row.GetTime("firstAt") ?? default,
        LastAt = row.GetTime("lastAt") ?? default,
        CreatedAt = row.GetTime("createdAt") ?? default,
    };

    private static Guid? Batch(string? text) => text is null ? null : Guid.ParseExact(text, "N");
}
