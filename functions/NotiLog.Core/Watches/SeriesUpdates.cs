using NotiLog.Events;
using NotiLog.Liveness;
using NotiLog.Schedule;
using NotiLog.Tables;

namespace NotiLog.Watches;

/// <summary>Every change of a series' row goes through here, won by ETag or tried again; what it raises is told once.</summary>
public sealed class SeriesUpdates(ITables tables, LifeUpdates updates)
{
    internal const string LookKind = "series";

    internal const string TellKind = "series-told";

    private const int Tries = 20;

    internal KnownRows Rows { get; } = new(tables.Open(WatchRows.Table));

    internal DateTimeOffset Now => updates.Now;

    /// <summary>The series as it is after <paramref name="step"/>; null when there is none, or it was changed by others all the time.</summary>
    /// <param name="make">Makes the row of one that is new; null when only one that is there is meant.</param>
    internal async Task<Life?> ChangeAsync(
        SeriesReference of, Action<SeriesTurn> step, Func<TableRow>? make, bool isLook, Outgoing outgoing, CancellationToken cancellationToken)
    {
        for (var i = 0; i < Tries; i++)
        {
            var read = i == 0 && !isLook ? Rows.RecallAsync(of.Partition, of.Row, cancellationToken) : new(Rows.ReadAsync(of.Partition, of.Row, cancellationToken));
            if ((await read ?? make?.Invoke()) is not { } row)
                return null;
            var turn = new SeriesTurn(row, updates.Now, await updates.WatchedSinceAsync(cancellationToken)) { Looks = isLook };
            step(turn);
            if (await updates.CommitAsync(Rows, OwnerOf(of), turn, outgoing, cancellationToken))
                return turn.Life;
        }

        throw new TablesUnavailableException("The series is being changed by others.");
    }

    /// <summary>Tells what waits in the row as read; false when somebody came between, who has to do it again.</summary>
    internal Task<bool> TellAsync(TableRow row, Outgoing outgoing, CancellationToken cancellationToken) =>
        updates.TellAsync(Rows, OwnerOf(new(row.PartitionKey, row.RowKey)), row, outgoing, cancellationToken);

    internal ValueTask<DateTimeOffset> WatchedSinceAsync(CancellationToken cancellationToken) => updates.WatchedSinceAsync(cancellationToken);

    private static LifeOwner OwnerOf(SeriesReference of) =>
        new(LookKind, TellKind, of.ToString(), new Sender($"watch/{of.Partition}", AuditLog.Service), of.Row);
}

/// <summary>Names the row of a series.</summary>
internal readonly record struct SeriesReference(string Partition, string Row)
{
    private const int IdLength = 32;

    public SeriesReference(Guid watch, Guid series) : this(WatchRows.KeyOf(watch), series.ToString("N")) { }

    public static SeriesReference Parse(string text) => new(text[..IdLength], text[IdLength..]);

    public override string ToString() => Partition + Row;
}
