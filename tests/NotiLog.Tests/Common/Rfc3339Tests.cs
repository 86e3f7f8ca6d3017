using System.Globalization;
using System.Text.Json;
using CsCheck;
using NotiLog.Events;
using NotiLog.Requests;

namespace NotiLog.Tests.Common;

public sealed class Rfc3339Tests
{
    [Theory]
    [InlineData("2026-11-23T10:15:30Z", "2026-11-23T10:15:30.0000000")]
    [InlineData("2026-11-23T10:15:30.5+03:00", "2026-11-23T07:15:30.5000000")]
    [InlineData("2026-11-23T10:15:30-23:59", "2026-11-24T10:14:30.0000000")]
    [InlineData("2026-11-23T10:15:30.123456789Z", "2026-11-23T10:15:30.1234567")]
    [InlineData("2024-02-29T00:00:00-00:00", "2024-02-29T00:00:00.0000000")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.0000000")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999")]
    public void Reads_a_time_with_an_offset(string text, string utc)
    {
        Assert.True(Rfc3339.TryParse(text, out var time));
        Assert.Equal((utc, TimeSpan.Zero), (time.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture), time.Offset));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-11-23")]
    [InlineData("2026-11-23T10:15Z")]
    [InlineData("2026-11-23T10:15:30")]
    [InlineData("2026-11-23T10:15:30.123456")]
    [InlineData("2026-11-23T10:15:30.Z")]
    [InlineData("2026-11-23T10:15:30.1")]
    [InlineData("2026-11-23T10:15:30+03")]
    [InlineData("2026-11-23T10:15:30+0300")]
    [InlineData("2026-11-23T10:15:30+24:00")]
    [InlineData("2026-11-23T10:15:30+03:60")]
    [InlineData("2026-11-23T10:15:30z")]
    [InlineData("2026-11-23T10:15:30Z ")]
    [InlineData("2026-11-23T10:15:30.１Z")]
    [InlineData("11/23/2026 10:15:30 +03:00")]
    [InlineData("Mon, 23 Nov 2026 10:15:30-03:00")]
    [InlineData("2026-13-23T10:15:30Z")]
    [InlineData("2025-02-29T10:15:30Z")]
    [InlineData("2026-11-00T10:15:30Z")]
    [InlineData("0000-11-23T10:15:30Z")]
    [InlineData("2026-11-23T24:00:00Z")]
    [InlineData("2026-11-23T10:60:30Z")]
    [InlineData("2026-11-23T10:15:60Z")]
    [InlineData("0001-01-01T00:00:00+00:01")]
    [InlineData("9999-12-31T23:59:59-00:01")]
    public void Refuses_what_is_no_time_or_has_no_offset(string text) => Assert.False(Rfc3339.TryParse(text, out _));

    [Fact]
    public void Reads_what_the_framework_writes() =>
        Gen.Select(Gen.Long[DateTime.UnixEpoch.Ticks, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay], Gen.Int[-840, 840]).Sample((ticks, minutes) =>
        {
            var written = new DateTimeOffset(ticks, TimeSpan.Zero).ToOffset(TimeSpan.FromMinutes(minutes));
            Assert.True(Rfc3339.TryParse(written.ToString("O", CultureInfo.InvariantCulture), out var time));
            Assert.Equal(ticks, time.UtcTicks);
        });

    [Theory]
    [InlineData("2026-11-23T10:15:30", false)]
    [InlineData("2026-11-23", false)]
    [InlineData("2026-11-23T10:15:30.123456789Z", true)]
    [InlineData("2026-11-23T13:15:30.123456789+03:00", true)]
    public void Bodies_queries_and_events_agree_on_what_a_time_is(string text, bool right)
    {
        var faults = new Faults();
        var inBody = new JsonFields(JsonElement.Parse($$"""{"at":"{{text}}"}"""), "", faults).Time("at");
        var inQuery = new QueryFields([KeyValuePair.Create("at", text)], faults).Time("at");
        var inPlusLostQuery = new QueryFields([KeyValuePair.Create("at", text.Replace('+', ' '))], faults).Time("at");
        var inEvent = IngestBody.Read(System.Text.Encoding.UTF8.GetBytes($$"""{"level":"info","message":"m","time":"{{text}}"}"""), false).Value[0];

        DateTimeOffset? expected = right ? new DateTimeOffset(2026, 11, 23, 10, 15, 30, TimeSpan.Zero).AddTicks(1_234_567) : null;
        Assert.Equal([expected, expected, expected, expected], [inBody, inQuery, inPlusLostQuery, inEvent.Time]);
        Assert.Equal((right, right), (!faults.Any, inEvent.Faults is null));
    }
}
