using System.Text;
using System.Text.Json;
using NotiLog.Notifications;
using NotiLog.Notifications.Kafka;

namespace NotiLog.Tests.Notifications.Kafka;

public sealed class KafkaRecordsTests
{
    private const string Notifications = """{"topic":"alerts"}""";
    private const string Events = """{"topic":"alerts","mode":"events"}""";

    [Theory]
    [MemberData(nameof(Samples.All), MemberType = typeof(Samples))]
    public void Makes_the_golden_record_in_any_language(string sample, string language)
    {
        var record = Assert.Single(KafkaRecords.Of(Request(Notifications, Samples.Of(sample), language)));
        Assert.Equal("payments|payments|web-1", record.Key);
        Golden.Holds($"{sample}.json", Encoding.UTF8.GetString(record.Value));
    }

    [Fact]
    public void Names_content_type_notification_and_delivery_in_its_headers()
    {
        var record = KafkaRecords.Of(Request(Notifications, Samples.Of("test")))[0];
        Assert.Equal(
            [
                ("content-type", "application/json"),
                ("notilog-notification", "019ab000-0000-7000-8000-000000000002"),
                ("notilog-delivery", "019ab000-0000-7000-8000-000000000003"),
                ("notilog-test", "true"),
            ],
            record.Headers.Select(header => (header.Key, Encoding.UTF8.GetString(header.GetValueBytes()))));
    }

    [Fact]
    public void Makes_one_record_of_each_event_in_events_mode()
    {
        var records = KafkaRecords.Of(Request(Events, Samples.Of("many")));
        Assert.Equal(15, records.Count);
        Assert.All(records, record => Assert.Equal("payments|payments|web-1", record.Key));
        Golden.Holds("event.json", Encoding.UTF8.GetString(KafkaRecords.Of(Request(Events, Samples.Of("one")))[0].Value));
    }

    [Fact]
    public void Drops_stack_traces_before_events()
    {
        var content = SomeNotification.Content([.. Enumerable.Range(0, 100).Select(number =>
            SomeNotification.Event(number) with { Message = new string('m', 5000), StackTrace = new string('s', 10_000) })]);
        var json = Sole(content);
        Assert.True(json.GetProperty("truncated").GetBoolean());
        Assert.Equal(100, json.GetProperty("events").GetArrayLength());
        Assert.False(json.GetProperty("events")[0].TryGetProperty("stackTrace", out _));
    }

    [Fact]
    public void Drops_events_when_that_is_not_enough()
    {
        var content = SomeNotification.Content([.. Enumerable.Range(0, 100).Select(number =>
            SomeNotification.Event(number) with { Message = new string('m', 30_000), StackTrace = "s" })]);
        var json = Sole(content);
        Assert.Equal(25, json.GetProperty("events").GetArrayLength());
        Assert.Equal(100, json.GetProperty("count").GetInt32());
        Assert.Equal(30_000, json.GetProperty("events")[0].GetProperty("message").GetString()!.Length);
    }

    [Fact]
    public void Cuts_even_one_event_that_escapes_to_more_than_a_record()
    {
        var large = SomeNotification.Event() with { Message = new string('\u007f', 256 * 1024) };
        Assert.True(Sole(SomeNotification.Content(large)).GetProperty("truncated").GetBoolean());
        var record = Assert.Single(KafkaRecords.Of(Request(Events, SomeNotification.Content(large))));
        Assert.InRange(record.Value.Length, 1, KafkaJson.Largest);
        Assert.True(JsonElement.Parse(record.Value).GetProperty("truncated").GetBoolean());
    }

    private static JsonElement Sole(NotificationContent content)
    {
        var record = Assert.Single(KafkaRecords.Of(Request(Notifications, content)));
        Assert.InRange(record.Value.Length, 1, KafkaJson.Largest);
        return JsonElement.Parse(record.Value);
    }

    private static SendRequest Request(string settings, NotificationContent content, string language = "en") =>
        SomeNotification.Request(SomeNotification.Channel("kafka", settings, language), "alerts", content);
}
