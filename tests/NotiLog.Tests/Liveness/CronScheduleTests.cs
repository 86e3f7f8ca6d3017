using NotiLog.Liveness;

namespace NotiLog.Tests.Liveness;

public sealed class CronScheduleTests
{
    /// <summary>Days when clocks change; Moscow's have not since 2014. A time that is skipped comes when clocks have moved, one that is there twice comes once.</summary>
    [Theory]
    [InlineData("Europe/Moscow", "2026-03-28T23:30:00Z 2026-03-29T23:30:00Z 2026-03-30T23:30:00Z", "2026-03-28T00:00:00Z")]
    [InlineData("Europe/Berlin", "2026-03-28T01:30:00Z 2026-03-29T01:00:00Z 2026-03-30T00:30:00Z", "2026-03-28T00:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-24T00:30:00Z 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z", "2026-10-24T00:00:00Z")]
    [InlineData("America/New_York", "2026-03-07T07:30:00Z 2026-03-08T07:00:00Z 2026-03-09T06:30:00Z", "2026-03-07T00:00:00Z")]
    [InlineData("America/New_York", "2026-10-31T06:30:00Z 2026-11-01T07:30:00Z 2026-11-02T07:30:00Z", "2026-10-31T00:00:00Z")]
    public void Half_past_two_on_days_when_clocks_change(string zone, string expected, string from)
    {
        var schedule = CronSchedule.Parse("30 2 * * *", zone, out _, out _)!;
        Assert.Equal(expected.Split(' ').Select(Time), From(schedule, Time(from)).Take(3));
    }

    [Fact]
    public void A_job_of_every_hour_runs_every_hour_when_clocks_change()
    {
        var schedule = CronSchedule.Parse("0 * * * *", "Europe/Berlin", out _, out _)!;
        var times = From(schedule, Time("2026-10-24T20:00:00Z")).Take(8).ToList();
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.Equal(TimeSpan.FromHours(1), pair.Second - pair.First));
    }

    [Theory]
    [InlineData("0 2 * *", "UTC", true, false)]
    [InlineData("0 2 * * * *", "UTC", true, false)]
    [InlineData("60 2 * * *", "UTC", true, false)]
    [InlineData("0 0 31 4 *", "UTC", true, false)]
    [InlineData("H 2 * * *", "UTC", true, false)]
    [InlineData("", "UTC", true, false)]
    [InlineData("0 2 * * *", "Europe/Moskau", false, true)]
    [InlineData("0 2 * * *", "../../etc/passwd", false, true)]
    [InlineData("nonsense", "Nowhere", true, true)]
    public void Says_what_is_wrong(string text, string zone, bool badText, bool badZone)
    {
        Assert.Null(CronSchedule.Parse(text, zone, out var fault, out var zoneFault));
        Assert.Equal((badText, badZone), (fault is not null, zoneFault is not null));
    }

    private static IEnumerable<DateTimeOffset> From(CronSchedule schedule, DateTimeOffset time)
    {
        while (schedule.After(time) is { } next)
            yield return time = next;
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, null);
}
