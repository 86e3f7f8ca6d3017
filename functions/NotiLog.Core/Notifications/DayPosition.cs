namespace NotiLog.Notifications;

/// <summary>A position in rows that are partitioned by day and sorted newest first.</summary>
/// <param name="Day">The partition, <c>yyyyMMdd</c>.</param>
/// <param name="After">Row key of the last row answered, or empty at the day's start.</param>
public readonly record struct DayPosition(string Day, string After)
{
    public override string ToString() => $"{Day}|{After}";

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static DayPosition Parse(string text) => new(text[..8], text[9..]);

    /// <summary>The days from <paramref name="to"/> back to <paramref name="from"/>, beginning at a position when there is one.</summary>
    public static IEnumerable<string> Days(DateTimeOffset from, DateTimeOffset to, DayPosition? start)
    {
        for (var day = to.UtcDateTime.Date; day >= from.UtcDateTime.Date; day = day.AddDays(-1))
        {
            var name = day.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);
            if (start is null || string.CompareOrdinal(name, start.Value.Day) <= 0)
                yield return name;
        }
    }
}
