using NotiLog.Tables;

namespace NotiLog.Schedule;

/// <param name="LastRun">When the schedule last ran, to about 10 s.</param>
/// <param name="UpSince">Since when it has run without a gap of a minute or more: before that nothing was watched.</param>
public sealed record ClockReading(DateTimeOffset LastRun, DateTimeOffset UpSince);

/// <summary>The row <c>clock</c> of the table <c>due</c>: how anybody can see that the schedule runs.</summary>
public sealed class Clock(ITables tables, TimeProvider time)
{
    private const string Partition = "0";
    private const string Row = "clock";
    private static readonly TimeSpan Precision = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Gap = TimeSpan.FromMinutes(1);

    private readonly ITable table = tables.Open(DueTable.TableName);
    private long? written;

    /// <summary>Null before the first pass ever.</summary>
    public async Task<ClockReading?> ReadAsync(CancellationToken cancellationToken) =>
        await table.GetAsync(Partition, Row, cancellationToken) is { } row && row.GetTime("lastRun") is { } lastRun
            ? new ClockReading(lastRun, row.GetTime("upSince") ?? lastRun)
            : null;

    public async Task TickAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (written is { } at && time.GetElapsedTime(at) < Precision)
            return;
        var last = await ReadAsync(cancellationToken);
        var upSince = last is null || now - last.LastRun >= Gap ? now : last.UpSince;
        await table.CommitAsync([TableWrite.Upsert(new TableRow(Partition, Row).Set("lastRun", now).Set("upSince", upSince))], cancellationToken);
        written = time.GetTimestamp();
    }
}
