using System.Text.Json;
using System.Text.Json.Nodes;
using NotiLog.IntegrationTests.OpenApi;

namespace NotiLog.Tests.OpenApi;

/// <summary>Documents for tests.</summary>
internal static class SomeDocument
{
    /// <summary>The app's document with one thing done to it.</summary>
    public static OpenApiDocument Changed(Action<JsonNode> change)
    {
        var root = JsonNode.Parse(OpenApiDocument.OfApp.Root.GetRawText())!;
        change(root);
        return new(JsonSerializer.SerializeToElement(root));
    }

    /// <summary>A document without operations.</summary>
    public static OpenApiDocument With(string schemas) => new(JsonElement.Parse($$$"""{"paths":{},"components":{"schemas":{{{schemas}}}}}"""));

    /// <summary>What stands at a path of members.</summary>
    public static JsonNode At(this JsonNode node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            node = node[name] ?? throw new KeyNotFoundException(name);
        return node;
    }
}
