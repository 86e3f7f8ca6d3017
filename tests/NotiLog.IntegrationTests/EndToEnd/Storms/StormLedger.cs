using System.Text;
using System.Text.Json;
using Confluent.Kafka;

namespace NotiLog.IntegrationTests.EndToEnd.Storms;

/// <summary>A message that a provider took.</summary>
/// <param name="What">Of a stream of events the event, else empty.</param>
internal sealed record Taken(string Type, Guid NotificationId, string Recipient, string What, DateTimeOffset At);

/// <summary>A message that a provider took once more, and the kill that explains it, if any does.</summary>
internal sealed record Repeat(Taken First, Taken Again, Kill? Kill);

/// <summary>What the providers took, and how often.</summary>
internal static class StormLedger
{
    /// <summary>From a provider's taking a message to the commit that notes it, at most; a machine under load takes its time.</summary>
    private static readonly TimeSpan Noting = TimeSpan.FromSeconds(5);

    public static List<Taken> Of(StormProviders providers) =>
    [
        .. providers.Telegram.Taken.Select(call => new Taken("telegram", Agreement.NotificationOf(call.Text), call.ChatId, "", call.At)),
        .. providers.Mail.Received.Select(mail => new Taken("email", Guid.Parse(mail.Message.Headers["X-NotiLog-Notification"]!), mail.To[0], "", mail.At)),
        .. providers.Kafka.Received(StormRoutes.RecordsTopic).Select(record => Of(record, _ => "")),
        .. providers.Kafka.Received(StormRoutes.StreamTopic).Select(record => Of(record, value => value.GetProperty("eventId").GetString()!)),
    ];

    /// <summary>Whatever came more than once.</summary>
    public static List<Repeat> Repeats(IEnumerable<Taken> taken, IReadOnlyList<Kill> kills, Freeze? frozen) =>
    [
        .. from same in taken.GroupBy(one => one with { At = default })
           let inOrder = same.OrderBy(one => one.At).ToList()
           from pair in inOrder.Zip(inOrder.Skip(1))
           select new Repeat(pair.First, pair.Second, kills.FirstOrDefault(kill => Explains(kill, pair.First, pair.Second, frozen))),
    ];

    /// <summary>The first was under way when the app was killed: taken shortly before, or lying before brokers that hung.</summary>
    private static bool Explains(Kill kill, Taken first, Taken again, Freeze? frozen)
    {
        var since = first.Type == "kafka" && frozen?.Holds(kill.At) == true ? frozen.From : kill.At;
        return first.At <= kill.Dead + Noting && first.At >= since - Noting && again.At >= kill.Dead;
    }

    /// <summary>A record's time is when it was handed to the client.</summary>
    private static Taken Of(ConsumeResult<string, byte[]> record, Func<JsonElement, string> what)
    {
        var notification = Encoding.UTF8.GetString(record.Message.Headers.GetLastBytes("notilog-notification"));
        return new Taken("kafka", Guid.Parse(notification), record.Topic, what(JsonSerializer.Deserialize<JsonElement>(record.Message.Value)), record.Message.Timestamp.UtcDateTime);
    }
}
