using NotiLog.Access;
using NotiLog.Liveness;
using NotiLog.Tables;

namespace NotiLog.Watches;

/// <summary>Watches and their series as they stand now.</summary>
public sealed class WatchReader(SeriesUpdates updates)
{
    /// <summary>In the order they were made, each with how many of its series are in each state.</summary>
    public async Task<Page<CountedWatch>> ListAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var page = (await IdPages.ReadAsync(updates.Rows.Table, WatchRows.Partition, request, cancellationToken)).Map(WatchRows.FromRow);
        var counted = new List<CountedWatch>(page.Items.Count);
        foreach (var watch in page.Items)
            counted.Add(new(watch, Count(await SeriesAsync(watch, cancellationToken))));
        return new(counted, page.NextCursor);
    }

    /// <summary>The watch, or null.</summary>
    public async Task<Watch?> GetAsync(Guid id, CancellationToken cancellationToken) =>
        await updates.Rows.Table.GetAsync(WatchRows.Partition, WatchRows.KeyOf(id), cancellationToken) is { } row ? WatchRows.FromRow(row) : null;

    /// <summary>All of a watch, by their labels.</summary>
    public async Task<IReadOnlyList<ShownSeries>> SeriesAsync(Watch watch, CancellationToken cancellationToken)
    {
        var (now, watchedSince) = (updates.Now, await updates.WatchedSinceAsync(cancellationToken));
        var series = new List<ShownSeries>();
        await foreach (var row in updates.Rows.Table.QueryAllAsync(new TableQuery(WatchRows.KeyOf(watch.Id)), cancellationToken))
        {
            var read = WatchRows.SeriesOf(row);
            var since = Expectation.Later(watchedSince, row.GetTime("followedSince") ?? default);
            series.Add(new(read with { Life = read.Life.Shown(now, since, watch.Expected.Blurred) }, read.Life.LateAt(since, watch.Expected)));
        }

        return [.. series.OrderBy(one => string.Join('\n', one.Series.Labels.Values), StringComparer.Ordinal)];
    }

    private static Dictionary<string, int> Count(IEnumerable<ShownSeries> series)
    {
        var counts = LifeStates.All.ToDictionary(state => state, _ => 0);
        foreach (var one in series)
            counts[one.Series.Life.State.Name()]++;
        return counts;
    }
}

/// <param name="States">How many series are in each state, states without one included.</param>
public sealed record CountedWatch(Watch Watch, IReadOnlyDictionary<string, int> States);

/// <param name="NextDueAt">When it becomes late; null when nothing is expected.</param>
public sealed record ShownSeries(Series Series, DateTimeOffset? NextDueAt);
