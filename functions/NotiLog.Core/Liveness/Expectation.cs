using NotiLog.Requests;
using NotiLog.Tables;

namespace NotiLog.Liveness;

/// <summary>When something is expected to be heard again after it was heard.</summary>
/// <param name="Interval">1 s..365 d; counts unless there is a <paramref name="Cron"/>.</param>
/// <param name="Grace">What may pass after that before it is down; 1 s..365 d.</param>
/// <param name="Cron">Null for the interval.</param>
public sealed record Expectation(TimeSpan Interval, TimeSpan Grace, CronSchedule? Cron)
{
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    private static readonly TimeSpan MostSlack = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MostBlur = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MostHaste = TimeSpan.FromSeconds(30);
    private static readonly DateTimeOffset Never = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Cells of a row that it is read from.</summary>
    public static IReadOnlyList<string> Cells { get; } = ["heartbeatInterval", "grace", "schedule", "timeZone"];

    /// <summary>A beat that is this little behind its interval was on its way: no state changes for it. Of a schedule none, whoever follows one takes its time.</summary>
    public TimeSpan Slack => Cron is null ? Least(Interval / 10, Grace / 4, MostSlack) : TimeSpan.Zero;

    /// <summary>How much later than known it may have been heard without anybody writing that down.</summary>
    public TimeSpan Blur => Cron is null ? Least(Interval / 20, Grace / 4, MostBlur) : TimeSpan.Zero;

    /// <summary>The same for something whose times are known to <see cref="Blur"/> only: nothing is missed too early for it.</summary>
    public Expectation Blurred => this with { Interval = Interval + Blur };

    /// <summary>Whether knowing that it was heard at <paramref name="time"/> too need not be written down.</summary>
    public bool IsAsGood(DateTimeOffset known, DateTimeOffset time) =>
        time <= known || (Cron is null ? time - known <= Blur : DueAfter(known, known) == DueAfter(time, time));

    /// <summary>When it becomes late if it is not heard again.</summary>
    /// <param name="watchedSince">What was due before that may have come and found nobody listening, so it is not missed.</param>
    public DateTimeOffset DueAfter(DateTimeOffset heard, DateTimeOffset watchedSince)
    {
        if (Cron is null)
            return Later(heard, watchedSince) + Interval;
        // A clock that is a little fast starts its job a little before the time.
        var next = Cron.After(heard + Least(Grace / 2, MostHaste, Longest)) ?? Never;
        return watchedSince <= heard ? next : Later(next, Cron.After(watchedSince) ?? Never);
    }

    /// <summary>
    /// Reads <c>schedule</c> with <c>timeZone</c> (UTC), or the interval under <paramref name="intervalName"/>, and <c>grace</c>; what is absent stays as in
    /// <paramref name="before"/>, null for <c>schedule</c> goes back to the interval.
    /// </summary>
    public static Expectation Read(JsonFields fields, string intervalName, Expectation before)
    {
        var grace = fields.Duration("grace", before.Grace, Shortest, Longest);
        var interval = fields.Duration(intervalName, before.Interval, Shortest, Longest);
        var text = fields.Text("schedule", longest: CronSchedule.LongestText);
        var zone = fields.Text("timeZone");
        if (text is not null && fields.Take(intervalName) is not null)
        {
            fields.Fault("schedule", $"excludes {intervalName}; give one of them");
            fields.Fault(intervalName, "excludes schedule; give one of them");
        }

        if (zone is not null && text is null && (before.Cron is null || Ends(fields, intervalName)))
            fields.Fault("timeZone", "belongs to a schedule, and there is none");
        if (text is null && Ends(fields, intervalName))
            return new(interval, grace, null);
        text ??= before.Cron?.Text;
        return new(interval, grace, text is null ? null : ReadSchedule(fields, text, zone ?? before.Cron?.TimeZone ?? "UTC"));
    }

    /// <summary>Into cells of a row; <see cref="FromRow"/> reads them.</summary>
    public TableRow ToRow(TableRow row) => row
        .Set("heartbeatInterval", (long)Interval.TotalSeconds)
        .Set("grace", (long)Grace.TotalSeconds)
        .Set("schedule", Cron?.Text)
        .Set("timeZone", Cron?.TimeZone);

    public static Expectation FromRow(TableRow row) => new(
        TimeSpan.FromSeconds(row.GetLong("heartbeatInterval") ?? 60),
        TimeSpan.FromSeconds(row.GetLong("grace") ?? 60),
        row.GetString("schedule") is { } text ? CronSchedule.Restore(text, row.GetString("timeZone") ?? "UTC") : null);

    private static bool Ends(JsonFields fields, string intervalName) => fields.IsNull("schedule") || fields.Take(intervalName) is not null;

    private static CronSchedule? ReadSchedule(JsonFields fields, string text, string zone)
    {
        var schedule = CronSchedule.Parse(text, zone, out var fault, out var zoneFault);
        if (fault is not null)
            fields.Fault("schedule", fault);
        if (zoneFault is not null)
            fields.Fault("timeZone", zoneFault);
        return schedule;
    }

    internal static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static TimeSpan Least(TimeSpan one, TimeSpan other, TimeSpan third) => new(Math.Min(one.Ticks, Math.Min(other.Ticks, third.Ticks)));
}
