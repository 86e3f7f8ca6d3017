using System.Globalization;
using NotiLog.Common;
using NotiLog.Tables;

namespace NotiLog.Notifications;

/// <summary>Deliveries: table <c>deliveries</c>, partition = day of the id, newest first.</summary>
public sealed class DeliveryStore(ITables tables, IEnumerable<IDeliveryChanges> listeners)
{
    private readonly ITable table = tables.Open("deliveries");

    public static string DayOf(Guid id) => DayOf(Uuid7.TimeOf(id));

    public static string DayOf(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    public async Task<Delivery?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await table.GetAsync(DayOf(id), Uuid7.NewestFirst(id), cancellationToken) is { } row ? DeliveryRow.Read(row) : null;

    /// <summary>False when it is there already.</summary>
    public async Task<bool> InsertAsync(Delivery delivery, CancellationToken cancellationToken) =>
        (await table.CommitAsync([TableWrite.Insert(DeliveryRow.Of(delivery))], cancellationToken)).Committed;

    /// <summary>The delivery with its new ETag, or null when somebody else changed it first.</summary>
    public async Task<Delivery?> UpdateAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var result = await table.CommitAsync([TableWrite.Update(DeliveryRow.Of(delivery), delivery.ETag!)], cancellationToken);
        if (!result.Committed)
            return null;
        foreach (var listener in listeners)
            listener.Changed(delivery);
        return delivery with { ETag = result.ETags[0] };
    }

    /// <summary>Deliveries of notifications from <paramref name="oldest"/> to <paramref name="newest"/>, which are of one day.</summary>
    public IAsyncEnumerable<Delivery> OfNotificationsAsync(Guid oldest, Guid newest, CancellationToken cancellationToken)
    {
        var query = new TableQuery(DayOf(newest))
        {
            From = Uuid7.NewestFirst(Uuid7.FromSteps(StepsOf(newest), ulong.MaxValue)),
            To = Uuid7.NewestFirst(Uuid7.FromSteps(StepsOf(oldest), 0)) + "~",
        };
        return table.QueryAllAsync(query, cancellationToken).Select(DeliveryRow.Read);
    }

    /// <summary>All deliveries of one notification.</summary>
    public IAsyncEnumerable<Delivery> OfNotificationAsync(Guid id, CancellationToken cancellationToken) =>
        OfNotificationsAsync(id, id, cancellationToken).Where(delivery => delivery.NotificationId == id);

    /// <summary>One page of a day.</summary>
    public async Task<(IReadOnlyList<Delivery> Items, string? Continuation)> PageAsync(TableQuery query, CancellationToken cancellationToken)
    {
        var page = await table.QueryAsync(query, cancellationToken);
        return ([.. page.Rows.Select(DeliveryRow.Read)], page.Continuation);
    }

    private static long StepsOf(Guid id) => Uuid7.StepsOf(Uuid7.TimeOf(id));
}

public static class DeliveryStatuses
{
    private static readonly string[] Names = [.. Enum.GetNames<DeliveryStatus>().Select(name => name.ToLowerInvariant())];

    public static IReadOnlyList<string> All => Names;

    public static string Name(this DeliveryStatus status) => Names[(int)status];
}
