using System.Text.Json;
using NotiLog.Common;

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

    /// <summary>Given up: rejected, or out of attempts. A fallback may still be at work.</summary>
    Failed,

    /// <summary>Another channel of its chain of fallbacks delivered instead.</summary>
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

    /// <summary>When it may go under the rate limit of its recipient; null before it has asked.</summary>
    public DateTimeOffset? Slot { get; init; }

    public FallbackStage Fallback { get; init; }

    /// <summary>The time of its current due-row of the kind <c>fallback</c>; null when there is nothing to look at.</summary>
    public DateTimeOffset? FallbackAt { get; init; }

    /// <summary>Who took over, once somebody has.</summary>
    public Takeover? TakenOver { get; init; }

    /// <summary>The channel it was first made for as a fallback; null when a route names its channel.</summary>
    public string? FallbackOf { get; init; }

    /// <summary>The delivery that an operator had tried again by this one.</summary>
    public Guid? RetryOf { get; init; }

    /// <summary>The delivery by which an operator had this one tried again.</summary>
    public Guid? RetriedBy { get; init; }

    /// <summary>The trace that brought it about, or null; its retries go on with it.</summary>
    public string? Trace { get; init; }

    public string? ETag { get; init; }

    /// <summary>The time that lists go by: when the notification was made, also of deliveries that came later.</summary>
    public DateTimeOffset ToldAt => FallbackOf is null && RetryOf is null ? CreatedAt : Uuid7.TimeOf(Id);

    public bool IsOpen => Status is DeliveryStatus.Pending or DeliveryStatus.Sending or DeliveryStatus.Retrying;

    /// <summary>Somebody may be sending it: nobody else changes the row.</summary>
    public bool IsSending(DateTimeOffset now) => Status == DeliveryStatus.Sending && DueAt > now;
}

/// <summary>How far a delivery's fallback has come.</summary>
public enum FallbackStage
{
    /// <summary>There is no fallback.</summary>
    None,

    /// <summary>It takes over when the delivery fails, or at <see cref="Delivery.FallbackAt"/>.</summary>
    Armed,

    /// <summary>It is trying; the delivery waits for it (<c>retrying</c> without a next attempt, or <c>failed</c>).</summary>
    AtWork,

    /// <summary>It failed, or has not delivered in its time either: the delivery goes on by itself.</summary>
    Spent,
}

/// <param name="Channel">The fallback channel.</param>
/// <param name="Deliveries">Its deliveries, which may be others' too.</param>
public sealed record Takeover(string Channel, IReadOnlyList<Guid> Deliveries, DateTimeOffset At);

/// <summary>What a queue <c>deliver-{type}</c> carries; the row decides whether there is anything to do.</summary>
public sealed record DeliverMessage(Guid DeliveryId)
{
    public static string QueueOf(string channelType) => "deliver-" + channelType;

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <exception cref="JsonException">Not such a message.</exception>
    public static DeliverMessage FromJson(string json) =>
        JsonSerializer.Deserialize<DeliverMessage>(json, JsonSerializerOptions.Web) ?? throw new JsonException("null is no message");
}
