using System.Text.Json;
using Confluent.Kafka;
using NotiLog.Events;
using NotiLog.Functions.Events;
using NotiLog.Live;
using NotiLog.Local.Hosting;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Events;

public sealed class IngestFromKafkaTests : IAsyncDisposable
{
    private readonly AppParts app = new();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Envelopes_of_the_extension_become_events_and_hints()
    {
        const string Envelope = """
            {"Offset":17,"Partition":3,"Topic":"app-logs","Timestamp":"2026-11-23T10:00:00.123Z","Value":"{\"level\":\"error\",\"message\":\"привет\"}",
             "LeaderEpoch":0,"IsPartitionEOF":false,"Key":null,"Headers":[{"Key":"trace","Value":"AQI="}]}
            """;
        await app.RouteAsync("""[{"name":"all","match":[],"channels":["ops"]}]""");

        var output = await new IngestFromKafka(app.Get<RecordIngest>(), app.Get<LiveFeed>()).RunAsync([Envelope, Envelope.Replace("17", "18", StringComparison.Ordinal)], CancellationToken.None);

        Assert.NotEmpty(output.Hints!.Select(RouteMessage.FromJson));
        Assert.Null(output.Live);
        var events = await app.ListAsync(("kind", "log"));
        Assert.Equal(["kafka:3:17:0", "kafka:3:18:0"], events.Select(e => e.Id).Order());
        Assert.All(events, e => Assert.Equal((DateTimeOffset.Parse("2026-11-23T10:00:00.123Z", null), "привет"), (e.Time, e.Message)));
    }

    [Theory]
    [InlineData(0, TimestampType.NotAvailable, false)]
    [InlineData(-1, TimestampType.CreateTime, false)]
    [InlineData(long.MaxValue, TimestampType.CreateTime, false)]
    [InlineData(253_402_300_799_999, TimestampType.CreateTime, true)]
    [InlineData(1_790_000_000_123, TimestampType.LogAppendTime, true)]
    public void The_local_hosts_envelopes_say_what_the_record_holds(long milliseconds, TimestampType type, bool hasTime)
    {
        var read = KafkaEnvelope.Read(KafkaEnvelopes.Of(Consumed("a \"quoted\"\n\ufffd \0", new Timestamp(milliseconds, type))));

        Assert.Equal(new EventRecord("app-logs", 3, 17, hasTime ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null, "a \"quoted\"\n\ufffd \0"), read);
        Assert.Null(KafkaEnvelope.Read(KafkaEnvelopes.Of(Consumed(null, Timestamp.Default))).Value);
    }

    [Fact]
    public void The_local_hosts_envelopes_have_the_members_of_the_extensions()
    {
        using var json = JsonDocument.Parse(KafkaEnvelopes.Of(Consumed("v", new Timestamp(1_790_000_000_123, TimestampType.CreateTime))));

        Assert.Equal(
            ["Offset", "Partition", "Topic", "Timestamp", "Value", "LeaderEpoch", "IsPartitionEOF", "Key", "Headers"],
            json.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal("""[{"Key":"trace","Value":"AQI="}]""", json.RootElement.GetProperty("Headers").GetRawText());
    }

    [Fact]
    public void The_extension_neither_commits_nor_skips_what_failed()
    {
        using var host = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json")));
        var kafka = host.RootElement.GetProperty("extensions").GetProperty("kafka");

        Assert.False(kafka.GetProperty("commitOnFailure").GetBoolean());
        Assert.Equal(-1, kafka.GetProperty("maxRetries").GetInt32());
    }

    private static ConsumeResult<string?, string?> Consumed(string? value, Timestamp timestamp) => new()
    {
        TopicPartitionOffset = new TopicPartitionOffset("app-logs", 3, 17),
        Message = new Message<string?, string?> { Value = value, Timestamp = timestamp, Headers = [new Header("trace", [1, 2])] },
    };
}
