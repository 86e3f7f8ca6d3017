using System.Globalization;

namespace NotiLog.Liveness;

/// <summary>Spans and times for people.</summary>
public static class Spoken
{
    /// <summary><c>45 s</c>, <c>2 min 10 s</c>, <c>3 h 5 min</c>, <c>2 d 4 h</c>: the two largest units, fractions cut.</summary>
    public static string Span(TimeSpan span)
    {
        var seconds = Math.Max(0, (long)span.TotalSeconds);
        (long Count, string Unit)[] parts = [(seconds / 86_400, "d"), (seconds / 3600 % 24, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s")];
        var first = Math.Max(0, Array.FindIndex(parts, part => part.Count > 0) is var at && at < 0 ? parts.Length - 1 : at);
        return string.Join(' ', parts.Skip(first).Take(2).Where((part, i) => i == 0 || part.Count > 0)
            .Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Count} {part.Unit}")));
    }

    /// <summary><c>02:14:05 UTC</c>, of another day than <paramref name="now"/> with the date before it.</summary>
    public static string Moment(DateTimeOffset time, DateTimeOffset now) =>
        time.UtcDateTime.ToString(time.UtcDateTime.Date == now.UtcDateTime.Date ? "HH:mm:ss' UTC'" : "yyyy-MM-dd HH:mm:ss' UTC'", CultureInfo.InvariantCulture);
}
