using System.Text.Json;
using System.Text.Json.Nodes;
using NotiLog.Routing;

namespace NotiLog.Notifications.Exchange;

/// <summary>The document of export and import: <c>{"version":1,"channels":[...],"routing":{"routes":[...]}}</c>, without who and when, always in the same order.</summary>
public static class ExchangeJson
{
    public const int Version = 1;

    /// <param name="channels">By name.</param>
    public static JsonObject Of(IEnumerable<Channel> channels, RoutingDocument routing) => new()
    {
        ["version"] = Version,
        ["channels"] = new JsonArray([.. channels.Select(Of)]),
        ["routing"] = new JsonObject { ["routes"] = new JsonArray([.. routing.Routes.Select(Of)]) },
    };

    public static JsonNode Of(Channel channel)
    {
        var members = new JsonObject
        {
            ["name"] = channel.Name,
            ["type"] = channel.Type,
            [channel.Type] = JsonSerializer.SerializeToNode(channel.Settings),
        };
        if (channel.Fallback is { } fallback)
            members["fallback"] = fallback;
        members["language"] = channel.Language;
        members["timeZone"] = channel.TimeZone;
        members["enabled"] = channel.Enabled;
        return members;
    }

    public static JsonNode Of(Route route) => JsonSerializer.SerializeToNode(RouteJson.Of(route), JsonSerializerOptions.Web)!;
}

/// <summary>Channels and the routing document as they are now, as one document.</summary>
public sealed class ConfigurationExport(ChannelStore channels, RoutingStore routing)
{
    public async Task<JsonObject> RunAsync(CancellationToken cancellationToken)
    {
        var current = await routing.CurrentAsync(cancellationToken);
        var stored = await channels.ListAsync(cancellationToken);
        return ExchangeJson.Of(stored.Select(one => one.Channel), current.Document);
    }
}
