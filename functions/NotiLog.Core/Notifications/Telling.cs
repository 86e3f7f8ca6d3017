using NotiLog.Common;
using NotiLog.Events;
using NotiLog.Tables;
using NotiLog.Telemetry;

namespace NotiLog.Notifications;

/// <summary>Events told together: how many of which level, when, and the first of them.</summary>
/// <param name="EventIds">The oldest first; of a batch all, of a digest the first 100.</param>
public sealed record Telling(int Count, IReadOnlyDictionary<Level, int> Levels, DateTimeOffset FirstAt, DateTimeOffset LastAt, IReadOnlyList<Guid> EventIds)
{
    public const int MostEventIds = 100;

    public Level Level => Levels.Keys.Max();

    /// <summary>The traces that the events came by, or null.</summary>
    public string? Trace { get; init; }

    public static Telling Of(IEnumerable<LogEvent> events)
    {
        var ordered = events.OrderBy(e => e.EventId.ToString(), StringComparer.Ordinal).ToList();
        return new Telling(
            ordered.Count,
            ordered.CountBy(e => e.Level).ToDictionary(),
            ordered.Min(e => e.Time),
            ordered.Max(e => e.Time),
            [.. ordered.Select(e => e.EventId)]);
    }

    /// <summary>Both together; of the ids the first <see cref="MostEventIds"/>.</summary>
    public Telling With(Telling other) => new(
        Count + other.Count,
        Levels.Concat(other.Levels).GroupBy(l => l.Key).ToDictionary(g => g.Key, g => g.Sum(l => l.Value)),
        FirstAt < other.FirstAt ? FirstAt : other.FirstAt,
        LastAt > other.LastAt ? LastAt : other.LastAt,
        [.. EventIds.Concat(other.EventIds).Take(MostEventIds)])
    {
        Trace = Tracing.Join(Trace, other.Trace),
    };

    internal TableRow WriteTo(TableRow row) => row
        .Set("count", (long)Count)
        .Set("levels", LevelCounts.Write(Levels))
        .Set("firstAt", FirstAt)
        .Set("lastAt", LastAt)
        .Set("eventIds", Ids.Write(EventIds))
        .Set("trace", Trace);

    internal static Telling Read(TableRow row) => new(
        (int)(row.GetLong("count") ?? 0),
        LevelCounts.Read(row.GetString("levels")),
        row.GetTime("firstAt") ?? default,
        row.GetTime("lastAt") ?? default,
        Ids.Read(row.GetBytes("eventIds")))
    {
        Trace = row.GetString("trace"),
    };
}
