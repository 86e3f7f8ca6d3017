using NotiLog.Agent.Formats;
using NotiLog.Agent.Tests.Parts;

namespace NotiLog.Agent.Tests.Formats;

public sealed class LogTimeTests
{
    [Theory]
    [InlineData("2026-11-30T10:15:30Z", "2026-11-30T10:15:30.0000000")]
    [InlineData("2026-11-30T10:15:30.123456789+03:00", "2026-11-30T07:15:30.1234567")]
    [InlineData("2026-11-30 10:15:30,123", "2026-11-30T07:15:30.1230000")]
    [InlineData("2026-11-30 10:15:30.5 +0000", "2026-11-30T10:15:30.5000000")]
    [InlineData("2026/11/30 10:15:30", "2026-11-30T07:15:30.0000000")]
    [InlineData("30.11.2026 10:15:30", "2026-11-30T07:15:30.0000000")]
    [InlineData("30/Nov/2026:10:15:30 +0300", "2026-11-30T07:15:30.0000000")]
    [InlineData("Nov 30 10:15:30", "2026-11-30T07:15:30.0000000")]
    [InlineData("Nov  3 10:15:30.250", "2026-11-03T07:15:30.2500000")]
    [InlineData("Dec 31 23:59:59", "2025-12-31T20:59:59.0000000")]
    [InlineData("Feb 29 10:00:00", "2026-02-28T07:00:00.0000000")]
    [InlineData("10:15:30.001", "2026-11-30T07:15:30.0010000")]
    [InlineData("23:15:30", "2026-11-29T20:15:30.0000000")]
    [InlineData("2026-11-30T10:15:30+14:59", "2026-11-29T19:16:30.0000000")]
    [InlineData("2026-11-30T10:15:60Z", "2026-11-30T10:15:59.0000000")]
    [InlineData("1796033730", "2026-11-30T10:15:30.0000000")]
    [InlineData("1796033730.25", "2026-11-30T10:15:30.2500000")]
    [InlineData("1796033730123", "2026-11-30T10:15:30.1230000")]
    [InlineData("1796033730123456789", "2026-11-30T10:15:30.1234567")]
    public void Times_of_logs_are_read_in_the_zone_of_the_file(string text, string utc)
    {
        Assert.True(LogTime.TryReadWhole(text, Read.Times("Europe/Moscow"), out var time));
        Assert.Equal(utc, time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-13-30T10:15:30Z")]
    [InlineData("2026-02-30 10:15:30")]
    [InlineData("2026-11-30T25:15:30Z")]
    [InlineData("Nov 31st 10:15:30")]
    [InlineData("Foo 30 10:15:30")]
    [InlineData("2026-11-30T10:15:30+99:00")]
    [InlineData("9999-12-31T23:59:59-05:00")]
    [InlineData("12")]
    [InlineData("192.168.1.10 - -")]
    [InlineData("4711471147114711471147114711")]
    public void What_is_no_time_is_none(string text) => Assert.False(LogTime.TryReadWhole(text, Read.Times(), out _));

    [Fact]
    public void An_hour_that_summer_time_has_twice_or_not_at_all_is_still_a_time()
    {
        Assert.True(LogTime.TryReadWhole("2026-10-25 02:30:00", Read.Times("Europe/Berlin"), out var twice));
        Assert.True(LogTime.TryReadWhole("2026-03-29 02:30:00", Read.Times("Europe/Berlin"), out var never));
        Assert.Equal(new TimeSpan(1, 30, 0), twice.UtcDateTime.TimeOfDay);
        Assert.Equal(new TimeSpan(1, 30, 0), never.UtcDateTime.TimeOfDay);
    }
}
