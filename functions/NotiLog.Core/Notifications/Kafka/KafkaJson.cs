using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using NotiLog.Events;

namespace NotiLog.Notifications.Kafka;

/// <summary>The JSON of records, at most <see cref="Largest"/> bytes; what had to be left out for that is marked by <c>"truncated": true</c>.</summary>
internal static class KafkaJson
{
    /// <summary>Below the usual limit of brokers (1,048,588) and of Event Hubs (1,046,528), headers and key included.</summary>
    public const int Largest = 900_000;

    /// <summary>So short even when every character is escaped.</summary>
    private const int LongestMessage = 65_536;

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The notification with its first 100 events: whole, else without stack traces, else with fewer events, else bare.</summary>
    public static byte[] Notification(NotificationContent content)
    {
        var json = Notification(content, content.Events.Count, Detail.Whole);
        foreach (var (events, detail) in Smaller(content.Events.Count))
        {
            if (json.Length <= Largest)
                break;
            json = Notification(content, events, detail);
        }

        return json;
    }

    /// <summary>One event as the API shows it: whole, else without its stack trace, else bare.</summary>
    public static byte[] Event(LogEvent logEvent)
    {
        var json = Write(writer => WriteEvent(writer, logEvent, Detail.Whole));
        if (json.Length > Largest)
            json = Write(writer => WriteEvent(writer, logEvent, Detail.NoStackTrace));
        return json.Length > Largest ? Write(writer => WriteEvent(writer, logEvent, Detail.Bare)) : json;
    }

    private static IEnumerable<(int Events, Detail Detail)> Smaller(int all)
    {
        foreach (var detail in (Detail[])[Detail.NoStackTrace, Detail.Bare])
        {
            for (var events = all; events > 0; events /= 2)
                yield return (events, detail);
        }
    }

    private static byte[] Notification(NotificationContent content, int events, Detail detail) => Write(writer =>
    {
        var notification = content.Notification;
        writer.WriteStartObject();
        writer.WriteString("id", notification.Id);
        writer.WriteString("route", notification.Route);
        writer.WriteStartObject("groupKey");
        foreach (var (field, value) in notification.GroupKey)
            writer.WriteString(field, value);
        writer.WriteEndObject();
        writer.WriteNumber("count", notification.Count);
        writer.WriteString("level", notification.Level.Name());
        writer.WriteString("firstAt", notification.FirstAt.UtcDateTime);
        writer.WriteString("lastAt", notification.LastAt.UtcDateTime);
        if (content.Link is { } link)
            writer.WriteString("link", link.AbsoluteUri);
        if (content.IsTest)
            writer.WriteBoolean("test", true);
        if (events < content.Events.Count || detail != Detail.Whole)
            writer.WriteBoolean("truncated", true);
        writer.WriteStartArray("events");
        foreach (var logEvent in content.Events.Take(events))
            WriteEvent(writer, logEvent, detail);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void WriteEvent(Utf8JsonWriter writer, LogEvent logEvent, Detail detail)
    {
        var message = detail == Detail.Bare ? NotificationPlainText.Cut(logEvent.Message, LongestMessage, "…") : logEvent.Message;
        var stackTrace = detail == Detail.Whole ? logEvent.StackTrace : null;
        var context = detail == Detail.Bare ? null : logEvent.Context;
        var shown = logEvent with { Message = message, StackTrace = stackTrace, Context = context };
        EventJson.Write(writer, shown, truncated: detail != Detail.Whole && shown != logEvent);
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Readable))
            write(writer);
        return buffer.WrittenSpan.ToArray();
    }

    private enum Detail
    {
        Whole,
        NoStackTrace,

        /// <summary>No stack trace, no context, the message cut.</summary>
        Bare,
    }
}
