using System.Text.Json;

namespace NotiLog.Notifications;

public enum DeliveryStatus
{
    /// <summary>Nobody has tried yet.</summary>
    Pending,

    /// <summary>Somebody holds it, until the lease ends.</summary>
    Sending,

    /// <summary>Tried in vain; tried again at <see cref="Delivery.NextAttemptAt"/>.</summary>
    Retrying,

    Delivered,

    /// <summary>Given up: rejected, or out of attempts.</summary>
    Failed,

    /// <summary>The fallback channel delivered instead.</summary>
    Superseded,
}

/// <summary>One notification on its way to one recipient: a row with a state, not a message in flight.</summary>
public sealed record Delivery
{
    /// <summary>UUIDv7 of the notification's time, derived from notification, channel and recipient.</summary>
    public required Guid Id { get; init; }

    public required Guid NotificationId { get; init; }

    public required string Route { get; init; }

    public required string Channel { get; init; }

    /// <summary>The channel's type when it was made; names the queue.</summary>
    public required string Type { get; init; }

    public required string Recipient { get; init; }

    public DeliveryStatus Status { get; init; }

    /// <summary>Sends begun.</summary>
    public int Attempts { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>The process that sends it now; null when none does.</summary>
    public string? Holder { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>What went wrong last, in the provider's words where it said any.</summary>
    public string? Error { get; init; }

    /// <summary>What the provider said to the successful send.</summary>
    public string? Answer { get; init; }

    public string? ProviderId { get; init; }

    /// <summary>The time of its current due-row; null when settled.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public string? ETag { get; init; }

    public bool IsOpen => Status is DeliveryStatus.Pending or DeliveryStatus.Sending or DeliveryStatus.Retrying;
}

/// <summary>What a queue <c>deliver-{type}</c> carries; the row decides whether there is anything to do.</summary>
public sealed record DeliverMessage(Guid DeliveryId)
{
    public static string QueueOf(string channelType) => "deliver-" + channelType;

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <exception cref="JsonException">Not such a message.</exception>
    public static DeliverMessage FromJson(string json) =>
        JsonSerializer.Deserialize<DeliverMessage>(json, JsonSerializerOptions.Web) ?? throw new JsonException("null is no message");
}
