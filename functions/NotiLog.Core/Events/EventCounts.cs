using NotiLog.Tables;

namespace NotiLog.Events;

/// <param name="Counts">By level; levels without an event are left out.</param>
public sealed record EventBucket(DateTimeOffset Start, IReadOnlyDictionary<Level, int> Counts);

/// <param name="Complete">False when the bounded scan stopped early.</param>
public sealed record EventHistogram(IReadOnlyList<EventBucket> Buckets, bool Complete);

/// <param name="Complete">False when the bounded scan stopped early.</param>
public sealed record EventFacets(IReadOnlyList<KeyValuePair<string, int>> Values, bool Complete);

/// <summary>
/// Counts events over a range of whole minutes: exactly from receipts when only labels are asked for,
/// else by a bounded scan of the events.
/// </summary>
public sealed class EventCounts(ITables tables, EventTables days, EventShards shards, EventReader reader, TimeProvider time)
{
    private const int MostScanned = 100_000;
    private const int MostValues = 200;

    /// <summary>Counts in at most <paramref name="most"/> buckets of equal whole minutes; the default range is the last hour.</summary>
    public async Task<EventHistogram> HistogramAsync(EventQuery query, int most, CancellationToken cancellationToken)
    {
        var (first, end) = MinutesOf(query);
        var width = Math.Max(1, (end - first + most - 1) / most);
        var buckets = new Dictionary<Level, int>[(end - first + width - 1) / width];
        for (var i = 0; i < buckets.Length; i++)
            buckets[i] = [];
        var complete = await CountAsync(query, first, end, Count, cancellationToken);
        return new EventHistogram([.. buckets.Select((counts, i) => new EventBucket(TimeOf(first + (i * width)), counts.Where(c => c.Value > 0).ToDictionary()))], complete);

        void Count(ReceiptKey key, int count)
        {
            var counts = buckets[(key.Minute - first) / width];
            counts[key.Level] = counts.GetValueOrDefault(key.Level) + count;
        }
    }

    /// <summary>The values of a label (<c>level</c> included) by count, most first, at most 200.</summary>
    public async Task<EventFacets> FacetsAsync(EventQuery query, string label, CancellationToken cancellationToken)
    {
        var (first, end) = MinutesOf(query);
        var counts = new Dictionary<string, int>();
        var complete = await CountAsync(query, first, end, Count, cancellationToken);
        var values = counts.Where(c => c.Value > 0).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).ToList();
        return new EventFacets(values.Take(MostValues).ToList(), complete && values.Count <= MostValues);

        void Count(ReceiptKey key, int count)
        {
            var value = label == "level" ? key.Level.Name() : key.Label(label);
            counts[value] = counts.GetValueOrDefault(value) + count;
        }
    }

    private (long First, long End) MinutesOf(EventQuery query)
    {
        var end = ReceiptKey.MinuteOf((query.To ?? time.GetUtcNow()).AddTicks(TimeSpan.TicksPerMinute - 1));
        var first = query.From is { } from ? ReceiptKey.MinuteOf(from) : end - 60;
        return (Math.Min(first, end - 1), end);
    }

    private static DateTimeOffset TimeOf(long minute) => DateTimeOffset.UnixEpoch.AddMinutes(minute);

    private Task<bool> CountAsync(EventQuery query, long first, long end, Action<ReceiptKey, int> count, CancellationToken cancellationToken) =>
        query.LabelsOnly
            ? CountReceiptsAsync(query, first, end, count, cancellationToken)
            : CountEventsAsync(query, first, end, count, cancellationToken);

    private async Task<bool> CountReceiptsAsync(EventQuery query, long first, long end, Action<ReceiptKey, int> count, CancellationToken cancellationToken)
    {
        foreach (var day in await days.BetweenAsync(TimeOf(first), TimeOf(end), cancellationToken))
        {
            foreach (var partition in shards.Partitions)
            {
                await foreach (var row in tables.Open(day).QueryAllAsync(Receipt.Since(partition, first), cancellationToken))
                {
                    foreach (var (key, n) in Receipt.Read(row))
                    {
                        if (key.Minute >= first && key.Minute < end && query.Holds(key))
                            count(key, n);
                    }
                }
            }
        }

        return true;
    }

    private async Task<bool> CountEventsAsync(EventQuery query, long first, long end, Action<ReceiptKey, int> count, CancellationToken cancellationToken)
    {
        var ranged = query with { From = TimeOf(first), To = TimeOf(end) };
        string? cursor = null;
        for (var scanned = 0; scanned < MostScanned;)
        {
            var page = (await reader.ListAsync(ranged, ascending: false, 1000, cursor, cancellationToken)).Value;
            foreach (var found in page.Items)
                count(ReceiptKey.Of(found), 1);
            if (page.NextCursor is null)
                return true;
            scanned += page.Scanned;
            cursor = page.NextCursor;
        }

        return false;
    }
}
