using Cronos;

namespace NotiLog.Liveness;

/// <summary>
/// A cron expression of five fields in a time zone. On the days when clocks change a time that does not exist is taken at the next that does,
/// and one that comes twice is taken once, at its first.
/// </summary>
public sealed class CronSchedule
{
    public const string Hint = "a cron expression of five fields (minute hour day month weekday), such as 0 2 * * *";

    public const int LongestText = 128;

    /// <summary>Known wherever there is a database of time zones at all.</summary>
    private const string KnownZone = "Europe/Moscow";

    private readonly CronExpression expression;
    private readonly TimeZoneInfo zone;

    private CronSchedule(string text, string timeZone, CronExpression expression, TimeZoneInfo zone) =>
        (Text, TimeZone, this.expression, this.zone) = (text, timeZone, expression, zone);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>An IANA name.</summary>
    public string TimeZone { get; }

    /// <summary>Null and a fault of either text, or both.</summary>
    public static CronSchedule? Parse(string text, string timeZone, out string? fault, out string? zoneFault)
    {
        zoneFault = null;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone))
        {
            zoneFault = TimeZoneInfo.TryFindSystemTimeZoneById(KnownZone, out _)
                ? "must be an IANA time zone such as Europe/Moscow"
                : "cannot be looked up: the server has no database of time zones (package tzdata); without one there is UTC only";
        }

        var expression = Parse(text, out fault);
        if (fault is null && expression!.GetNextOccurrence(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc) is null)
            fault = "never comes: there is no such day";
        return fault is null && zone is not null ? new(text, timeZone, expression!, zone) : null;
    }

    /// <summary>From storage. A zone that is no longer known here counts as UTC: late by hours is better than not watched.</summary>
    public static CronSchedule Restore(string text, string timeZone) =>
        new(text, timeZone, CronExpression.Parse(text), TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? zone : TimeZoneInfo.Utc);

    /// <summary>The first time after <paramref name="time"/>; null when none is left before the year 2100.</summary>
    public DateTimeOffset? After(DateTimeOffset time) => expression.GetNextOccurrence(time, zone)?.ToUniversalTime();

    private static CronExpression? Parse(string text, out string? fault)
    {
        fault = null;
        try
        {
            return CronExpression.Parse(text);
        }
        catch (Exception e) when (e is CronFormatException or MissingSeedException)
        {
            fault = $"must be {Hint}: {e.Message}";
            return null;
        }
    }
}
