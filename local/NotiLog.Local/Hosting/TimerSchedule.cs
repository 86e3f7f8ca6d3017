using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NCrontab;

namespace NotiLog.Local.Hosting;

/// <summary>When a timer function runs, in UTC: an NCRONTAB expression of 5 or 6 fields (seconds first), or a constant interval.</summary>
internal sealed class TimerSchedule
{
    private readonly CrontabSchedule? schedule;
    private readonly TimeSpan interval;

    private TimerSchedule(CrontabSchedule? schedule, TimeSpan interval)
    {
        this.schedule = schedule;
        this.interval = interval;
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out TimerSchedule? schedule)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length;
        var crontab = fields is 5 or 6 ? CrontabSchedule.TryParse(text, new() { IncludingSeconds = fields == 6 }) : null;
        var isInterval = TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval) && interval > TimeSpan.Zero;
        schedule = crontab is not null || isInterval ? new TimerSchedule(crontab, interval) : null;
        return schedule is not null;
    }

    public DateTime Next(DateTime utc) => schedule?.GetNextOccurrence(utc) ?? utc + interval;
}
