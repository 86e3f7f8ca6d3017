using System.Text;
using System.Text.Json;
using Confluent.Kafka;

namespace NotiLog.Notifications.Kafka;

/// <summary>Turns a notification into records: key = route and group, value JSON.</summary>
internal static class KafkaRecords
{
    /// <summary>Mode <c>events</c> makes one record per event, else one record tells the whole notification.</summary>
    public static IReadOnlyList<Message<string, byte[]>> Of(SendRequest request)
    {
        var content = request.Content;
        IEnumerable<byte[]> values = TellsEvents(request.Channel.Settings) ? content.Events.Select(KafkaJson.Event) : [KafkaJson.Notification(content)];
        return [.. values.Select(value => new Message<string, byte[]> { Key = Key(content.Notification), Value = value, Headers = Headers(request) })];
    }

    public static bool TellsEvents(JsonElement settings) =>
        settings.TryGetProperty("mode", out var mode) && mode.ValueKind == JsonValueKind.String && mode.ValueEquals("events");

    private static string Key(Notification notification) => string.Join('|', notification.GroupKey.Values.Prepend(notification.Route));

    /// <summary>The delivery's id is the same in every attempt, so that a consumer can drop repeats.</summary>
    private static Headers Headers(SendRequest request)
    {
        var headers = new Headers
        {
            { "content-type", "application/json"u8.ToArray() },
            { "notilog-notification", Encoding.UTF8.GetBytes(request.Content.Notification.Id.ToString()) },
            { "notilog-delivery", Encoding.UTF8.GetBytes(request.DeliveryId.ToString()) },
        };
        if (request.Content.IsTest)
            headers.Add("notilog-test", "true"u8.ToArray());
        return headers;
    }
}
