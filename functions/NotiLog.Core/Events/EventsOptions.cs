using Microsoft.Extensions.Configuration;
using NotiLog.Common;

namespace NotiLog.Events;

/// <summary>Section <c>Retention</c>.</summary>
/// <param name="Days">Days an event is kept, 2..3650. Events are accepted up to a day less; a day's table is dropped a day after.</param>
public sealed record RetentionOptions(int Days)
{
    public TimeSpan Oldest => TimeSpan.FromDays(Days - 1);

    public static RetentionOptions Read(IConfiguration configuration)
    {
        var settings = new Settings(configuration, "Retention");
        return settings.Checked(new RetentionOptions(settings.Number("Days", 30, 2, 3650)));
    }
}

/// <summary>Section <c>Ingest</c>.</summary>
/// <param name="EventsPerSecond">Events a sender may send per second and instance, 1..1,000,000; 0 sets no limit.</param>
public sealed record IngestOptions(int EventsPerSecond)
{
    public static IngestOptions Read(IConfiguration configuration)
    {
        var settings = new Settings(configuration, "Ingest");
        return settings.Checked(new IngestOptions(settings.Number("EventsPerSecond", 0, 0, 1_000_000)));
    }
}

/// <summary>How the engine beneath spreads a day's table; set by composition, not by users, since it must never change for stored data.</summary>
/// <param name="Count">Partitions a day's table has: 8 on table storage (2,000 events/s each), 1 on SQLite.</param>
public sealed record EventShards(int Count)
{
    public IEnumerable<string> Partitions => Enumerable.Range(0, Count).Select(EventKey.PartitionOf);
}
