using System.Globalization;
using NotiLog.Common;

namespace NotiLog.Events;

/// <summary>Where an event lies: its id names table, partition and row.</summary>
public readonly record struct EventKey(string Table, string Partition, string Row)
{
    public const string TablePrefix = "events";

    private static Day last = new(0, "");

    public static EventKey Of(Guid eventId) =>
        new(TableOf(Uuid7.TimeOf(eventId)), PartitionOf(Uuid7.ShardOf(eventId)), RowOf(eventId));

    public static string TableOf(DateTimeOffset time)
    {
        var number = time.UtcTicks / TimeSpan.TicksPerDay;
        var day = last;
        if (day.Number != number)
            last = day = new Day(number, string.Create(CultureInfo.InvariantCulture, $"{TablePrefix}{time.UtcDateTime:yyyyMMdd}"));
        return day.Table;
    }

    public static string PartitionOf(int shard) => shard.ToString(CultureInfo.InvariantCulture);

    public static string RowOf(Guid eventId) => "e" + Uuid7.NewestFirst(eventId);

    /// <summary>Nearly all events are of one day, so its name is made once.</summary>
    private sealed record Day(long Number, string Table);
}
