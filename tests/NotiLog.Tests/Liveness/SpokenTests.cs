using NotiLog.Liveness;

namespace NotiLog.Tests.Liveness;

public sealed class SpokenTests
{
    [Theory]
    [InlineData(-5, "0 s")]
    [InlineData(0.9, "0 s")]
    [InlineData(45, "45 s")]
    [InlineData(130, "2 min 10 s")]
    [InlineData(120, "2 min")]
    [InlineData(3600 + 59, "1 h")]
    [InlineData(3 * 3600 + 5 * 60, "3 h 5 min")]
    [InlineData(52 * 3600, "2 d 4 h")]
    public void Spans(double seconds, string expected) => Assert.Equal(expected, Spoken.Span(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Moments()
    {
        var now = DateTimeOffset.Parse("2026-11-24T02:14:05+03:00", null);
        Assert.Equal("23:14:05 UTC", Spoken.Moment(now, now));
        Assert.Equal("2026-11-22 23:14:05 UTC", Spoken.Moment(now.AddDays(-1), now));
    }
}
