using System.Text.Json;
using NotiLog.Watches;

namespace NotiLog.Tests.Watches;

public sealed class WatchRequestTests
{
    [Theory]
    [InlineData("{}", "name match interval")]
    [InlineData("""{"name":"w","match":[],"interval":"1m"}""", "match")]
    [InlineData("""{"name":"w","match":["nonsense"],"interval":"1m"}""", "match[0]")]
    [InlineData("""{"name":"w","match":["level=error"],"interval":"1m","labels":["message","host","host"]}""", "labels[0] labels[2]")]
    [InlineData("""{"name":"w","match":["level=error"],"interval":"1m","schedule":"0 3 * * *"}""", "schedule interval")]
    [InlineData("""{"name":"w","match":["level=error"],"schedule":"0 3 * * *","timeZone":"Msk"}""", "timeZone")]
    [InlineData("""{"name":"w","match":["level=error"],"interval":"0s","grace":"366d","more":1}""", "grace interval more")]
    public void Names_every_fault(string json, string fields) =>
        Assert.Equal(fields.Split(' '), WatchRequest.Read(JsonElement.Parse(json)).Problem!.Faults!.ByField.Keys);

    [Fact]
    public void Reads_a_schedule_with_its_zone_and_an_interval()
    {
        var nightly = WatchRequest.Read(JsonElement.Parse("""{"name":"w","match":["level=error"],"schedule":"0 3 * * *","timeZone":"Europe/Moscow","labels":["context.tenant"]}""")).Value;
        Assert.Equal(("0 3 * * *", "Europe/Moscow", "context.tenant"), (nightly.Expected.Cron!.Text, nightly.Expected.Cron.TimeZone, nightly.Labels[0].Name));
        Assert.Null(WatchRequest.Read(JsonElement.Parse("""{"name":"w","match":["level=error"],"interval":"5m","schedule":null}""")).Value.Expected.Cron);
    }
}
