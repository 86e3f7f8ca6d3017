using System.Text.Json;
using NotiLog.Events;

namespace NotiLog.Functions.Events;

/// <summary>What the Kafka trigger hands over for each record when a function asks for text: its members as JSON, the value as text (bytes that are not UTF-8 as U+FFFD).</summary>
internal sealed record KafkaEnvelope(string Topic, int Partition, long Offset, DateTime Timestamp, string? Value)
{
    /// <exception cref="JsonException">Not an envelope.</exception>
    public static EventRecord Read(string json)
    {
        var envelope = JsonSerializer.Deserialize<KafkaEnvelope>(json)!;
        return new EventRecord(envelope.Topic, envelope.Partition, envelope.Offset, TimeOf(envelope.Timestamp), envelope.Value);
    }

    /// <summary>A record without a timestamp comes with the start of 1970, or the millisecond before.</summary>
    private static DateTimeOffset? TimeOf(DateTime timestamp) =>
        timestamp > DateTime.UnixEpoch ? new DateTimeOffset(DateTime.SpecifyKind(timestamp, DateTimeKind.Utc)) : null;
}
