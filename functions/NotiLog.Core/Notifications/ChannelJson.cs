using System.Text.Json;
using System.Text.Json.Serialization;

namespace NotiLog.Notifications;

/// <summary>A channel with who wrote it and when.</summary>
/// <param name="By">The name of the credential of the last change.</param>
public sealed record StoredChannel(Channel Channel, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, string By);

/// <summary>A channel as the API answers it; its settings stand under the name of its type.</summary>
public sealed record ChannelJson(
    string Name,
    string Type,
    string? Fallback,
    string Language,
    string TimeZone,
    bool Enabled,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string By)
{
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Settings { get; init; }

    public static ChannelJson Of(StoredChannel stored)
    {
        var channel = stored.Channel;
        return new(
            channel.Name,
            channel.Type,
            channel.Fallback,
            channel.Language,
            channel.TimeZone,
            channel.Enabled,
            stored.CreatedAt,
            stored.UpdatedAt,
            stored.By)
        {
            Settings = new Dictionary<string, JsonElement> { [channel.Type] = channel.Settings },
        };
    }
}
