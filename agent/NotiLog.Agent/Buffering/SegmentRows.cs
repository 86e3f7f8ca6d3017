using Microsoft.Data.Sqlite;

namespace NotiLog.Agent.Buffering;

/// <summary>Segments as rows, oldest first.</summary>
internal static class SegmentRows
{
    private const string Columns = "number, rank, events, bytes, first, last, body";

    public static void Insert(BufferDatabase database, Segment segment) => database.Execute(
        "INSERT INTO segments (rank, events, bytes, first, last, size, body) VALUES ($rank, $events, $bytes, $first, $last, $size, $body)",
        ("$rank", (int)segment.Rank),
        ("$events", segment.Events),
        ("$bytes", segment.Bytes),
        ("$first", segment.First.UtcTicks),
        ("$last", segment.Last.UtcTicks),
        ("$size", segment.Body.Length),
        ("$body", segment.Body));

    /// <summary>The oldest ones after <paramref name="after"/> that make at most so many events and bytes; at least one when there is one.</summary>
    public static List<Segment> Take(BufferDatabase database, long after, int mostEvents, int mostBytes)
    {
        var (events, bytes) = (0, 0);
        var numbers = database.Rows(
            "SELECT number, events, bytes FROM segments WHERE number > $after ORDER BY number LIMIT 500",
            row => (Number: row.GetInt64(0), Events: row.GetInt32(1), Bytes: row.GetInt32(2)),
            ("$after", after)).TakeWhile((row, index) => ((events += row.Events) <= mostEvents & (bytes += row.Bytes) <= mostBytes) || index == 0).ToList();
        return numbers.Count == 0
            ? []
            : database.Rows($"SELECT {Columns} FROM segments WHERE number > $after AND number <= $last ORDER BY number", Read, ("$after", after), ("$last", numbers[^1].Number));
    }

    /// <summary>The oldest of the lowest rank that there is, those being sent left out; null when there is none.</summary>
    public static Segment? Lowest(BufferDatabase database, long sentFrom, long sentTo) => database.Rows(
        $"SELECT {Columns} FROM segments WHERE NOT (number BETWEEN $from AND $to) ORDER BY rank, number LIMIT 1", Read, ("$from", sentFrom), ("$to", sentTo)).FirstOrDefault();

    public static bool Delete(BufferDatabase database, long number) => database.Execute("DELETE FROM segments WHERE number = $number", ("$number", number)) > 0;

    public static (long Events, long Bytes) Sum(BufferDatabase database) => database.Rows(
        "SELECT COALESCE(SUM(events), 0), COALESCE(SUM(size), 0) FROM segments", row => (row.GetInt64(0), row.GetInt64(1)))[0];

    private static Segment Read(SqliteDataReader row) => new(
        (Rank)row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), Time(row.GetInt64(4)), Time(row.GetInt64(5)), (byte[])row[6])
    { Number = row.GetInt64(0) };

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
