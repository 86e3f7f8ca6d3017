using NotiLog.Tables;

namespace NotiLog.Schedule;

/// <param name="LastRun">When the schedule last ran, to about 10 s.</param>
/// <param name="UpSince">
/// Since when it has run without a gap of a minute or more, on one machine since the last start, and since storage answers: before that nothing was watched.
/// </param>
public sealed record ClockReading(DateTimeOffset LastRun, DateTimeOffset UpSince);

/// <summary>
/// The row <c>clock</c> of the table <c>due</c>: how anybody can see that the schedule runs. It goes by the time of day,
/// since the monotonic clock stands still while a machine sleeps.
/// </summary>
public sealed class Clock(ITables tables, TimeProvider time)
{
    private const string Partition = "0";
    private const string Row = "clock";
    private static readonly TimeSpan Precision = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Gap = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(15);

    private readonly ITable table = tables.Open(DueTable.TableName);

    /// <summary>UTC ticks of the last row that was written here, and of the last time that this process ticked or looked.</summary>
    private long written;
    private long looked;

    /// <summary>UTC ticks of <see cref="ClockReading.UpSince"/> as last read or written here, and of when that was.</summary>
    private long upSince;
    private long upSinceKnown;
    private bool failed;

    /// <summary>Null before the first pass ever.</summary>
    public async Task<ClockReading?> ReadAsync(CancellationToken cancellationToken) =>
        Read(await table.GetAsync(Partition, Row, cancellationToken));

    /// <summary>Since when silence means something: <see cref="ClockReading.UpSince"/>, at most 10 s old; now while the schedule does not run.</summary>
    public async ValueTask<DateTimeOffset> WatchedSinceAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (IsWithin(Precision, Volatile.Read(ref upSinceKnown), now))
            return new(Volatile.Read(ref upSince), TimeSpan.Zero);
        var reading = await ReadAsync(cancellationToken);
        if (reading is null || now - reading.LastRun >= Gap)
            return now;
        Know(reading.UpSince, now);
        return reading.UpSince;
    }

    /// <summary>Says that a pass begins; writes at most every 10 s.</summary>
    /// <param name="starting">Nobody ran it before this pass, however short the time was.</param>
    public async Task TickAsync(bool starting, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        Volatile.Write(ref looked, now.UtcTicks);
        if (!starting && IsWithin(Precision, Volatile.Read(ref written), now))
            return;
        try
        {
            await TakeAsync(await table.GetAsync(Partition, Row, cancellationToken), now, starting || failed, cancellationToken);
            failed = false;
        }
        catch (TablesUnavailableException)
        {
            // What could not be written could not be heard either.
            failed = true;
            throw;
        }
    }

    /// <summary>
    /// True for one caller every 15 s, and for none while this process runs the schedule: it should ask <see cref="TryStandInAsync"/>. No I/O.
    /// </summary>
    public bool IsTimeToLook()
    {
        var now = time.GetUtcNow();
        var last = Volatile.Read(ref looked);
        return !IsWithin(LookAgain, last, now) && Interlocked.CompareExchange(ref looked, now.UtcTicks, last) == last;
    }

    /// <summary>Whether no pass has begun for a minute and the caller is the one, of all who ask on this storage, to make up for it now.</summary>
    public async Task<bool> TryStandInAsync(CancellationToken cancellationToken)
    {
        var row = await table.GetAsync(Partition, Row, cancellationToken);
        var now = time.GetUtcNow();
        return !(Read(row) is { } last && now - last.LastRun < Gap) && await TakeAsync(row, now, afresh: false, cancellationToken);
    }

    /// <summary>False when another has written it since it was read.</summary>
    private async Task<bool> TakeAsync(TableRow? before, DateTimeOffset now, bool afresh, CancellationToken cancellationToken)
    {
        var since = !afresh && Read(before) is { } last && now - last.LastRun < Gap ? last.UpSince : now;
        var row = new TableRow(Partition, Row).Set("lastRun", now).Set("upSince", since);
        var result = await table.CommitAsync([before is null ? TableWrite.Insert(row) : TableWrite.Update(row, before.ETag!)], cancellationToken);
        if (result.Committed)
        {
            Know(since, now);
            Volatile.Write(ref written, now.UtcTicks);
        }

        return result.Committed;
    }

    private void Know(DateTimeOffset since, DateTimeOffset now)
    {
        Volatile.Write(ref upSince, since.UtcTicks);
        Volatile.Write(ref upSinceKnown, now.UtcTicks);
    }

    private static ClockReading? Read(TableRow? row) =>
        row?.GetTime("lastRun") is { } lastRun ? new ClockReading(lastRun, row.GetTime("upSince") ?? lastRun) : null;

    /// <summary>A clock that was set back makes every reading old.</summary>
    private static bool IsWithin(TimeSpan span, long ticks, DateTimeOffset now) => now.UtcTicks >= ticks && now.UtcTicks - ticks < span.Ticks;
}
