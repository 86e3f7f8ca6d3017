using System.Text.Encodings.Web;
using System.Text.Json;
using Confluent.Kafka;

namespace NotiLog.Local.Hosting;

/// <summary>The JSON in which the Kafka extension hands a record to a function that asks for text.</summary>
internal static class KafkaEnvelopes
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(ConsumeResult<string?, string?> record) => JsonSerializer.Serialize(
        new
        {
            Offset = record.Offset.Value,
            Partition = record.Partition.Value,
            record.Topic,
            Timestamp = TimeOf(record.Message.Timestamp),
            record.Message.Value,
            record.LeaderEpoch,
            record.IsPartitionEOF,
            record.Message.Key,
            Headers = (record.Message.Headers ?? []).Select(header => new { header.Key, Value = header.GetValueBytes() }),
        },
        Options);

    /// <summary>Producers may claim any number of milliseconds; what is no date counts as none.</summary>
    private static DateTime TimeOf(Timestamp timestamp) =>
        timestamp.Type != TimestampType.NotAvailable && timestamp.UnixTimestampMs is > 0 and < 253_402_300_800_000
            ? timestamp.UtcDateTime
            : DateTime.UnixEpoch;
}
