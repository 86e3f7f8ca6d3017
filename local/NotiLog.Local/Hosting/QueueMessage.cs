using System.Globalization;

namespace NotiLog.Local.Hosting;

/// <summary>A message and what a Service Bus trigger tells about it.</summary>
internal sealed class QueueMessage(string body, long sequenceNumber, DateTimeOffset enqueuedAt)
{
    /// <summary>Names under which parameters and binding data find a message's properties.</summary>
    public static readonly IReadOnlyList<string> Properties =
        ["MessageId", "DeliveryCount", "SequenceNumber", "EnqueuedTimeUtc", "DeadLetterSource", "DeadLetterReason", "DeadLetterErrorDescription"];

    public string Body { get; } = body;

    /// <summary>Attempts so far, this one included.</summary>
    public int DeliveryCount { get; set; }

    public (string Source, string Reason, string Description)? DeadLetter { get; init; }

    public string? Property(string name) => name.ToUpperInvariant() switch
    {
        "MESSAGEID" => sequenceNumber.ToString("x32", CultureInfo.InvariantCulture),
        "DELIVERYCOUNT" => DeliveryCount.ToString(CultureInfo.InvariantCulture),
        "SEQUENCENUMBER" => sequenceNumber.ToString(CultureInfo.InvariantCulture),
        "ENQUEUEDTIMEUTC" => enqueuedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        "DEADLETTERSOURCE" => DeadLetter?.Source,
        "DEADLETTERREASON" => DeadLetter?.Reason,
        "DEADLETTERERRORDESCRIPTION" => DeadLetter?.Description,
        _ => null,
    };

    public QueueMessage AsDeadLetter(string source, string reason, string description) =>
        new(Body, sequenceNumber, enqueuedAt) { DeadLetter = (source, reason, description) };
}
