using NotiLog.Access;
using NotiLog.Events;
using NotiLog.Routing;
using NotiLog.Tables;

namespace NotiLog.Watches;

/// <summary>All watches, cached: at most 8 s behind storage as long as storage answers, at once after a change made here.</summary>
public sealed class WatchBook
{
    private readonly ITable table;
    private readonly CachedReading<WatchSet> watches;
    private WatchSet last = new([]);

    public WatchBook(ITables tables, TimeProvider time)
    {
        table = tables.Open(WatchRows.Table);
        watches = new(ReadAsync, time);
    }

    /// <exception cref="TablesUnavailableException">Storage does not answer and nothing was read before.</exception>
    internal ValueTask<WatchSet> CurrentAsync(CancellationToken cancellationToken) => watches.GetAsync(cancellationToken);

    internal void Invalidate() => watches.Invalidate();

    /// <summary>What was known of a watch that has not changed stays known.</summary>
    private async Task<WatchSet> ReadAsync(CancellationToken cancellationToken)
    {
        var read = new List<FollowedWatch>();
        await foreach (var row in table.QueryAllAsync(new TableQuery(WatchRows.Partition) { To = IdPages.BehindAllIds }, cancellationToken))
        {
            var before = last.Find(row.RowKey);
            read.Add(before is not null && before.Watch.Version == row.GetLong("version") ? before : new(WatchRows.FromRow(row)));
        }

        return last = new(read);
    }
}

/// <summary>The watches of one moment.</summary>
internal sealed class WatchSet(IReadOnlyList<FollowedWatch> watches)
{
    public IReadOnlyList<FollowedWatch> All => watches;

    public FollowedWatch? Find(string key) => watches.FirstOrDefault(followed => WatchRows.KeyOf(followed.Watch.Id) == key);

    /// <summary>Whether any watch has to see the event.</summary>
    public bool Wants(LogEvent logEvent)
    {
        if (watches.Count == 0)
            return false;
        var evaluated = new EvaluatedEvent(logEvent);
        try
        {
            foreach (var followed in watches)
            {
                if (followed.Watch.Expects(logEvent, ref evaluated) && !followed.Knows(SeriesKey.Of(followed.Watch, ref evaluated).Id, logEvent.Time))
                    return true;
            }

            return false;
        }
        finally
        {
            evaluated.Dispose();
        }
    }

    /// <summary>The newest event of each series among those given.</summary>
    public IReadOnlyList<Sighting> SightingsIn(IReadOnlyList<LogEvent> events)
    {
        var newest = new Dictionary<(Guid Watch, Guid Series), Sighting>();
        foreach (var logEvent in watches.Count == 0 ? [] : events)
        {
            var evaluated = new EvaluatedEvent(logEvent);
            try
            {
                foreach (var followed in watches)
                {
                    if (!followed.Watch.Expects(logEvent, ref evaluated))
                        continue;
                    var key = SeriesKey.Of(followed.Watch, ref evaluated);
                    var sighting = new Sighting(followed, key, logEvent.EventId, logEvent.Time < logEvent.ReceivedAt ? logEvent.Time : logEvent.ReceivedAt);
                    if (!newest.TryGetValue((followed.Watch.Id, key.Id), out var other) || other.Time < sighting.Time)
                        newest[(followed.Watch.Id, key.Id)] = sighting;
                }
            }
            finally
            {
                evaluated.Dispose();
            }
        }

        return [.. newest.Values];
    }
}

/// <summary>An event that a watch expects.</summary>
/// <param name="Time">The event's, or when it came if it claims to be from the future.</param>
internal sealed record Sighting(FollowedWatch Of, SeriesKey Key, Guid EventId, DateTimeOffset Time);
