using NotiLog.Liveness;
using NotiLog.Schedule;
using NotiLog.Tables;

namespace NotiLog.Watches;

/// <summary>Looks at a series when its deadline may have passed.</summary>
public sealed class SeriesLook(SeriesUpdates updates) : IDueWork
{
    public string Kind => SeriesUpdates.LookKind;

    public async Task RunAsync(DueRow row, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var series = SeriesReference.Parse(row.Reference);
        if (await updates.Rows.ReadAsync(series.Partition, series.Row, cancellationToken) is not { } read || Life.FromRow(read).DueAt != row.At)
            return;
        // The watch may have changed while this series was being made.
        if (await updates.Rows.Table.GetAsync(WatchRows.Partition, series.Partition, cancellationToken) is { } watch)
            await updates.ChangeAsync(series, turn => Look(turn, WatchRows.FromRow(watch), row), make: null, isLook: true, outgoing, cancellationToken);
        else
            await updates.Rows.Table.CommitAsync([TableWrite.Delete(series.Partition, series.Row)], cancellationToken);
    }

    private static void Look(SeriesTurn turn, Watch watch, DueRow row)
    {
        turn.Follow(watch);
        if (turn.Life.DueAt == row.At)
            turn.Look();
    }
}

/// <summary>Tells what waits in a series' row when whoever put it there could not.</summary>
public sealed class SeriesTelling(SeriesUpdates updates) : IDueWork
{
    public string Kind => SeriesUpdates.TellKind;

    public async Task RunAsync(DueRow row, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var series = SeriesReference.Parse(row.Reference);
        if (await updates.Rows.ReadAsync(series.Partition, series.Row, cancellationToken) is { } read && !await updates.TellAsync(read, outgoing, cancellationToken))
            throw new TablesUnavailableException("The series is being changed by others.");
    }
}
