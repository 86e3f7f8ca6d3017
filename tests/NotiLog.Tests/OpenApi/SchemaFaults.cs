using System.Text.Json;
using NotiLog.IntegrationTests.OpenApi;

namespace NotiLog.Tests.OpenApi;

/// <summary>What is wrong with an OpenAPI document in itself.</summary>
internal static class SchemaFaults
{
    private const string Schemas = "#/components/schemas/";

    /// <summary>Objects that take any member: <c>context</c>, which is the sender's own, and the OpenAPI document.</summary>
    private static readonly string[] Open = [".properties.context", ".get.responses.200.content.application/json.schema"];

    public static IReadOnlyList<string> Of(OpenApiDocument document)
    {
        var references = References(document).ToList();
        return references.Any(fault => fault.EndsWith("nowhere", StringComparison.Ordinal)) ? references : [.. Walk(document)];
    }

    private static IEnumerable<string> References(OpenApiDocument document)
    {
        var references = ReferencesIn(document.Root).ToHashSet();
        foreach (var reference in references.Where(reference => document.TryFind(reference) is null))
            yield return $"{reference} leads nowhere";
        foreach (var group in document.Root.GetProperty("components").EnumerateObject().Where(group => group.Name != "securitySchemes"))
        {
            foreach (var part in group.Value.EnumerateObject().Where(part => !references.Contains($"#/components/{group.Name}/{part.Name}")))
                yield return $"components.{group.Name}.{part.Name} is used nowhere";
        }
    }

    private static IEnumerable<string> Walk(OpenApiDocument document)
    {
        var parts = PartsOfAllOf(document.Root).ToHashSet();
        foreach (var (path, schema) in SchemasIn(document.Root, ""))
        {
            var isPart = parts.Contains(Schemas + path[(path.LastIndexOf('.') + 1)..]);
            if (!isPart && !IsClosed(schema, path))
                yield return $"{path} lets unknown members pass";
            if (isPart && schema.TryGetProperty("additionalProperties", out _) && path.EndsWith("Fields", StringComparison.Ordinal))
                yield return $"{path} is closed, so nothing can be added to it";
            foreach (var example in schema.TryGetProperty("examples", out var examples) && examples.ValueKind == JsonValueKind.Array ? examples.EnumerateArray() : [])
            {
                foreach (var fault in SchemaCheck.FaultsOf(document, schema, example))
                    yield return $"{path}: the example is wrong: {fault}";
            }

            // A value that nothing is said about meets every keyword.
            foreach (var fault in SchemaCheck.FaultsOf(document, schema, JsonElement.Parse("null")).Where(fault => fault.Contains("unknown to the checker", StringComparison.Ordinal)))
                yield return $"{path}: {fault}";
        }
    }

    private static bool IsClosed(JsonElement schema, string path)
    {
        var hasMembers = schema.TryGetProperty("properties", out _) || (schema.TryGetProperty("type", out var type) && type.ToString().Contains("object", StringComparison.Ordinal));
        if (schema.TryGetProperty("additionalProperties", out var rest) || schema.TryGetProperty("unevaluatedProperties", out rest))
            return rest.ValueKind != JsonValueKind.True || Open.Any(open => path.EndsWith(open, StringComparison.Ordinal));
        return !hasMembers;
    }

    /// <summary>Every schema that stands anywhere, with its path.</summary>
    private static IEnumerable<(string Path, JsonElement Schema)> SchemasIn(JsonElement element, string path, bool isSchema = false)
    {
        if (element.ValueKind == JsonValueKind.Array)
            return element.EnumerateArray().SelectMany((item, i) => SchemasIn(item, $"{path}[{i}]", isSchema));
        if (element.ValueKind != JsonValueKind.Object)
            return [];
        var inner = element.EnumerateObject().SelectMany(member => SchemasOf(member, $"{path}.{member.Name}", isSchema));
        return isSchema ? inner.Prepend((path, element)) : inner;
    }

    private static IEnumerable<(string Path, JsonElement Schema)> SchemasOf(JsonProperty member, string path, bool inSchema) => member.Name switch
    {
        "examples" or "example" => [],
        "properties" when inSchema => OfEach(member.Value, path),
        "schemas" when !inSchema => OfEach(member.Value, path),
        "schema" when !inSchema => SchemasIn(member.Value, path, isSchema: true),
        "items" or "additionalProperties" or "unevaluatedProperties" or "allOf" or "anyOf" or "oneOf" when inSchema => SchemasIn(member.Value, path, isSchema: true),
        _ => inSchema ? [] : SchemasIn(member.Value, path),
    };

    private static IEnumerable<(string Path, JsonElement Schema)> OfEach(JsonElement byName, string path) =>
        byName.EnumerateObject().SelectMany(each => SchemasIn(each.Value, $"{path}.{each.Name}", isSchema: true));

    private static IEnumerable<string> ReferencesIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(ReferencesIn),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member is { Name: "$ref", Value.ValueKind: JsonValueKind.String }
            ? [member.Value.GetString()!]
            : ReferencesIn(member.Value)),
        _ => [],
    };

    private static IEnumerable<string> PartsOfAllOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(PartsOfAllOf),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member.Name == "allOf" ? ReferencesIn(member.Value) : PartsOfAllOf(member.Value)),
        _ => [],
    };
}
