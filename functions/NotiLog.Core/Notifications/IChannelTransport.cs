using System.Text.Json;
using NotiLog.Requests;

namespace NotiLog.Notifications;

/// <summary>One kind of channel: reads its settings, renders, sends. Retry, leases, fallback and dead letters are not its business.</summary>
public interface IChannelTransport
{
    /// <summary><c>telegram</c>, <c>email</c> or <c>kafka</c>; also the name of the settings object in a channel.</summary>
    string Type { get; }

    /// <summary>The first setting that is missing for this transport to work (<c>Telegram:BotToken</c>), or null when it is configured.</summary>
    string? MissingSetting { get; }

    /// <summary>What is wrong with the settings, each text naming one of them and quoting no secret; empty when they are right. With faults it is as good as not configured.</summary>
    IReadOnlyList<string> SettingFaults => [];

    /// <summary>Checks a channel's settings object and names every fault; calls <see cref="JsonFields.Close"/>.</summary>
    void Validate(JsonFields settings);

    /// <summary>Who is told through a channel with these settings; one delivery each, at least one.</summary>
    IReadOnlyList<string> Recipients(JsonElement settings);

    /// <summary>Whether a channel with these settings wants the events of every batch at once, outside of groups and their windows.</summary>
    bool WantsEachEvent(JsonElement settings) => false;

    /// <summary>How fast this recipient may be sent to; null as fast as one likes.</summary>
    SendRate? RateOf(string recipient) => null;

    /// <summary>The settings with the recipient's new name in place of the old; null when they do not name it.</summary>
    JsonElement? Moved(JsonElement settings, string from, string to) => null;

    /// <summary>The text a person would read, as a preview.</summary>
    string Render(Channel channel, NotificationContent content);

    /// <summary>The message in its parts.</summary>
    ChannelPreview Preview(Channel channel, NotificationContent content) => new(null, Render(channel, content), null);

    /// <summary>
    /// Sends to one recipient. Ends within <see cref="TimeOut"/>. Known failures are outcomes;
    /// an exception means that nobody knows what happened and is recorded as a retry.
    /// </summary>
    Task<SendOutcome> SendAsync(SendRequest request, CancellationToken cancellationToken);

    /// <summary>Reaches the provider without sending anything; only called when nothing is missing or wrong.</summary>
    /// <exception cref="ProbeException">It cannot be reached or refuses the credentials; the message says so without secrets.</exception>
    Task ProbeAsync(CancellationToken cancellationToken);

    /// <summary>After which a send gives up; <c>Delivery:Lease</c> is at least 15 s longer.</summary>
    TimeSpan TimeOut { get; }
}

public static class ChannelTransports
{
    /// <summary>Why nothing can be sent with the settings as they are; null when the transport is configured.</summary>
    public static string? Obstacle(this IChannelTransport transport)
    {
        if (transport.SettingFaults is { Count: > 0 } faults)
            return string.Join("; ", faults);
        return transport.MissingSetting is { } setting ? $"the setting {setting} is missing" : null;
    }
}

/// <summary>One message to one recipient.</summary>
/// <param name="DeliveryId">Stable across attempts; what a provider can tell repeats by.</param>
public sealed record SendRequest(Guid DeliveryId, string Recipient, Channel Channel, NotificationContent Content);

/// <summary>At most <paramref name="Sends"/> (1..100) within any <paramref name="Window"/>.</summary>
public sealed record SendRate(int Sends, TimeSpan Window);

/// <summary>What became of a send: delivered, worth trying again, or never.</summary>
public abstract record SendOutcome
{
    private SendOutcome() { }

    /// <param name="ProviderId">The provider's id of the message, if it names one.</param>
    /// <param name="Answer">The provider's own words.</param>
    public sealed record Delivered(string? ProviderId, string Answer) : SendOutcome
    {
        /// <summary>The recipient's new name, where the message went; null when it has not moved.</summary>
        public string? MovedTo { get; init; }
    }

    /// <param name="After">How long the provider asks to wait; null leaves it to the retry policy.</param>
    public sealed record Retry(TimeSpan? After, string Reason) : SendOutcome;

    public sealed record Rejected(string Reason) : SendOutcome;
}

/// <summary>A way to tell somebody, by name.</summary>
/// <param name="Name">1..64 of a-z, 0-9, <c>-</c>, <c>_</c>, <c>.</c>; unique.</param>
/// <param name="Settings">The transport's settings object, validated.</param>
/// <param name="Fallback">The channel that takes over, or null.</param>
/// <param name="Language"><c>en</c> or <c>ru</c>.</param>
/// <param name="TimeZone">An IANA zone for times in texts.</param>
public sealed record Channel(
    string Name,
    string Type,
    JsonElement Settings,
    string? Fallback = null,
    string Language = "en",
    string TimeZone = "UTC",
    bool Enabled = true);

/// <summary>Why a provider could not be reached; for people, without secrets.</summary>
public sealed class ProbeException(string message) : Exception(message);
