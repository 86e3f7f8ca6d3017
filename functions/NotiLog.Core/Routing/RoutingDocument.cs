using System.Text.Encodings.Web;
using System.Text.Json;
using NotiLog.Requests;

namespace NotiLog.Routing;

/// <summary>The list of routes, in the order they are tried.</summary>
public sealed record RoutingDocument(IReadOnlyList<Route> Routes)
{
    public const int MostRoutes = 500;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static RoutingDocument Empty { get; } = new([]);

    /// <summary>
    /// Reads <c>{"routes":[...]}</c> or names every fault by path.
    /// </summary>
    /// <param name="path">Where the document stands in the request, empty for the body itself.</param>
    /// <param name="channels">The channels that exist; null leaves that unchecked.</param>
    public static Result<RoutingDocument> Parse(JsonElement element, string path, IReadOnlySet<string>? channels)
    {
        var faults = new Faults();
        var fields = new JsonFields(element, path, faults);
        var parser = new RouteParser(channels, faults);
        var routes = fields.Items("routes", required: true, MostRoutes).Select(item => parser.Parse(item.Path, item.Element)).ToList();
        fields.Close();
        return faults.Any ? Problem.From(faults) : new RoutingDocument(routes);
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="InvalidOperationException">It was not written by this.</exception>
    public static RoutingDocument FromJson(string json)
    {
        using var document = JsonDocument.Parse(json, JsonFields.Strict);
        return Parse(document.RootElement, "", null).Value;
    }

    /// <summary>The names of the routes that tell this channel.</summary>
    public IReadOnlyList<string> RoutesTo(string channel) =>
        [.. Routes.Where(route => route.Channels.Contains(channel)).Select(route => route.Name)];

    public IReadOnlyList<RouteJson> ToRoutesJson() => [.. Routes.Select(RouteJson.Of)];

    /// <summary>The document as <c>{"routes":[...]}</c>.</summary>
    public string ToJson() => JsonSerializer.Serialize(new { Routes = ToRoutesJson() }, Json);
}
