using System.Globalization;
using NotiLog.Common;
using NotiLog.Tables;

namespace NotiLog.Notifications;

/// <summary>Deliveries: table <c>deliveries</c>, partition = day of the id, newest first.</summary>
public sealed class DeliveryStore(ITables tables)
{
    private readonly ITable table = tables.Open("deliveries");

    public static string DayOf(Guid id) => DayOf(Uuid7.TimeOf(id));

    public static string DayOf(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    public async Task<Delivery?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await table.GetAsync(DayOf(id), Uuid7.NewestFirst(id), cancellationToken) is { } row ? Read(row) : null;

    /// <summary>False when it is there already.</summary>
    public async Task<bool> InsertAsync(Delivery delivery, CancellationToken cancellationToken) =>
        (await table.CommitAsync([TableWrite.Insert(RowOf(delivery))], cancellationToken)).Committed;

    /// <summary>The delivery with its new ETag, or null when somebody else changed it first.</summary>
    public async Task<Delivery?> UpdateAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var result = await table.CommitAsync([TableWrite.Update(RowOf(delivery), delivery.ETag!)], cancellationToken);
        return result.Committed ? delivery with { ETag = result.ETags[0] } : null;
    }

    /// <summary>Deliveries of notifications from <paramref name="oldest"/> to <paramref name="newest"/>, which are of one day.</summary>
    public IAsyncEnumerable<Delivery> OfNotificationsAsync(Guid oldest, Guid newest, CancellationToken cancellationToken)
    {
        var query = new TableQuery(DayOf(newest))
        {
            From = Uuid7.NewestFirst(Uuid7.FromSteps(StepsOf(newest), ulong.MaxValue)),
            To = Uuid7.NewestFirst(Uuid7.FromSteps(StepsOf(oldest), 0)) + "~",
        };
        return table.QueryAllAsync(query, cancellationToken).Select(Read);
    }

    /// <summary>One page of a day.</summary>
    public async Task<(IReadOnlyList<Delivery> Items, string? Continuation)> PageAsync(TableQuery query, CancellationToken cancellationToken)
    {
        var page = await table.QueryAsync(query, cancellationToken);
        return ([.. page.Rows.Select(Read)], page.Continuation);
    }

    private static long StepsOf(Guid id) => Uuid7.StepsOf(Uuid7.TimeOf(id));

    private static TableRow RowOf(Delivery d) => new TableRow(DayOf(d.Id), Uuid7.NewestFirst(d.Id))
        .Set("notificationId", d.NotificationId.ToString())
        .Set("route", d.Route)
        .Set("channel", d.Channel)
        .Set("type", d.Type)
        .Set("recipient", d.Recipient)
        .Set("status", d.Status.Name())
        .Set("attempts", (long)d.Attempts)
        .Set("createdAt", d.CreatedAt)
        .Set("nextAttemptAt", d.NextAttemptAt)
        .Set("holder", d.Holder)
        .Set("deliveredAt", d.DeliveredAt)
        .SetText("error", d.Error)
        .SetText("answer", d.Answer)
        .Set("providerId", d.ProviderId)
        .Set("dueAt", d.DueAt);

    private static Delivery Read(TableRow row) => new()
    {
        Id = Uuid7.FromNewestFirst(row.RowKey),
        NotificationId = Guid.Parse(row.GetString("notificationId")!),
        Route = row.GetString("route")!,
        Channel = row.GetString("channel")!,
        Type = row.GetString("type")!,
        Recipient = row.GetString("recipient")!,
        Status = Enum.Parse<DeliveryStatus>(row.GetString("status")!, ignoreCase: true),
        Attempts = (int)(row.GetLong("attempts") ?? 0),
        CreatedAt = row.GetTime("createdAt") ?? default,
        NextAttemptAt = row.GetTime("nextAttemptAt"),
        Holder = row.GetString("holder"),
        DeliveredAt = row.GetTime("deliveredAt"),
        Error = row.GetText("error"),
        Answer = row.GetText("answer"),
        ProviderId = row.GetString("providerId"),
        DueAt = row.GetTime("dueAt"),
        ETag = row.ETag,
    };
}

public static class DeliveryStatuses
{
    private static readonly string[] Names = [.. Enum.GetNames<DeliveryStatus>().Select(name => name.ToLowerInvariant())];

    public static IReadOnlyList<string> All => Names;

    public static string Name(this DeliveryStatus status) => Names[(int)status];
}
