using NotiLog.Liveness;
using NotiLog.Schedule;
using NotiLog.Tables;

namespace NotiLog.Watches;

/// <summary>Brings the series of a watch in line with it after a change; its due-row finishes what a process that died has begun.</summary>
public sealed class WatchRefresh(SeriesUpdates updates) : IDueWork
{
    public string Kind => "watch";

    internal static DueRow DueRowOf(Guid watchId, DateTimeOffset at) => new(at, "watch", WatchRows.KeyOf(watchId));

    public Task RunAsync(DueRow row, Outgoing outgoing, CancellationToken cancellationToken) =>
        RefreshAsync(Guid.ParseExact(row.Reference, "N"), outgoing, cancellationToken);

    /// <summary>Of a watch that is gone nothing stays; series by other labels than it has now go; the others follow it.</summary>
    public async Task RefreshAsync(Guid watchId, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var watch = await updates.Rows.Table.GetAsync(WatchRows.Partition, WatchRows.KeyOf(watchId), cancellationToken) is { } read ? WatchRows.FromRow(read) : null;
        var labels = watch?.Labels.Select(label => label.Name).Order(StringComparer.Ordinal).ToList();
        await foreach (var row in updates.Rows.Table.QueryAllAsync(new TableQuery(WatchRows.KeyOf(watchId)), cancellationToken))
        {
            if (labels is null || !WatchRows.LabelsOf(row).Keys.Order(StringComparer.Ordinal).SequenceEqual(labels))
                await ForgetAsync(row, outgoing, cancellationToken);
            else if (row.GetLong("version") != watch!.Version)
                await updates.ChangeAsync(new(row.PartitionKey, row.RowKey), turn => turn.Follow(watch), make: null, isLook: false, outgoing, cancellationToken);
        }

        if (watch is { Labels.Count: 0 })
            await updates.ChangeAsync(new(watchId, SeriesKey.Only.Id), turn => turn.Follow(watch), () => FirstRow(watch), isLook: false, outgoing, cancellationToken);
    }

    /// <summary>Ends a series; what waits to be told of it is told first.</summary>
    internal async Task ForgetAsync(TableRow row, Outgoing outgoing, CancellationToken cancellationToken)
    {
        await updates.TellAsync(row, outgoing, cancellationToken);
        await updates.Rows.Table.CommitAsync([TableWrite.Delete(row.PartitionKey, row.RowKey)], cancellationToken);
        updates.Rows.Forget(row.PartitionKey, row.RowKey);
    }

    private TableRow FirstRow(Watch watch) =>
        SeriesTurn.NewRow(watch, SeriesKey.Only, new Life(watch.Enabled ? LifeState.New : LifeState.Paused, updates.Now) { AwaitedSince = updates.Now });
}
