using NotiLog.Telemetry;

namespace NotiLog.Schedule;

/// <summary>What one pass found due. Safe for parallel use.</summary>
internal sealed class DueFound
{
    private readonly Lock gate = new();
    private long rows;
    private TimeSpan latest;

    /// <param name="due">Rows of one partition, oldest first.</param>
    public void Add(IReadOnlyList<DueRow> due, DateTimeOffset now)
    {
        if (due.Count == 0)
            return;
        var late = now - (due[0].NotBefore ?? due[0].At);
        lock (gate)
        {
            rows += due.Count;
            latest = late > latest ? late : latest;
        }
    }

    public void Record()
    {
        Measures.Due.Record(rows);
        Measures.ScheduleLag.Record(latest.TotalSeconds);
    }
}
