using System.Text.Json;

namespace NotiLog.IntegrationTests.OpenApi;

/// <summary>
/// Holds a JSON value against a schema, in the part of JSON Schema 2020-12 that the document uses. A keyword or format beyond that
/// part is a fault wherever it stands, so that nothing is passed over in silence.
/// </summary>
internal sealed class SchemaCheck
{
    private static readonly HashSet<string> Annotations = ["title", "description", "default", "examples", "deprecated"];

    private readonly OpenApiDocument document;
    private readonly HashSet<string> unknown = [];

    private SchemaCheck(OpenApiDocument document) => this.document = document;

    /// <summary>What is wrong, each with the JSON path where; empty when the value fits.</summary>
    public static IReadOnlyList<string> FaultsOf(OpenApiDocument document, JsonElement schema, JsonElement value)
    {
        var check = new SchemaCheck(document);
        var faults = new List<string>();
        check.Apply(schema, value, "$", faults);
        return [.. check.unknown, .. faults];
    }

    /// <returns>The names of the object's members that the schema has a word on.</returns>
    private HashSet<string> Apply(JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        var evaluated = new HashSet<string>(StringComparer.Ordinal);
        if (schema.ValueKind == JsonValueKind.False)
            faults.Add($"{path}: is not allowed");
        if (schema.ValueKind != JsonValueKind.Object)
            return evaluated;
        foreach (var keyword in schema.EnumerateObject())
        {
            if (keyword.Name is not ("additionalProperties" or "unevaluatedProperties"))
                evaluated.UnionWith(Apply(keyword, value, path, faults));
        }

        // These two look at what the others have left, in this order.
        foreach (var rest in (string[])["additionalProperties", "unevaluatedProperties"])
        {
            if (schema.TryGetProperty(rest, out var left))
                evaluated.UnionWith(ApplyToRest(left, rest[0] == 'a' ? NamesIn(schema) : evaluated, value, path, faults));
        }

        return evaluated;
    }

    private HashSet<string> Apply(JsonProperty keyword, JsonElement value, string path, List<string> faults)
    {
        switch (keyword.Name)
        {
            case "$ref":
                return Apply(document.Find(keyword.Value.GetString()!), value, path, faults);
            case "allOf":
                return [.. keyword.Value.EnumerateArray().SelectMany(part => Apply(part, value, path, faults))];
            case "anyOf" or "oneOf":
                return ApplyAny(keyword, value, path, faults);
            case "properties":
                return ApplyToMembers(keyword.Value, value, path, faults);
            case "items":
                ApplyToItems(keyword.Value, value, path, faults);
                return [];
        }

        if (!Annotations.Contains(keyword.Name) && !SchemaAssertions.TryCheck(keyword, value, path, faults))
            unknown.Add($"the keyword {keyword.Name}: {keyword.Value} is unknown to the checker");
        return [];
    }

    private HashSet<string> ApplyAny(JsonProperty keyword, JsonElement value, string path, List<string> faults)
    {
        var evaluated = new HashSet<string>(StringComparer.Ordinal);
        var fitting = 0;
        var nearest = default(List<string>);
        foreach (var branch in keyword.Value.EnumerateArray())
        {
            var found = new List<string>();
            var names = Apply(branch, value, path, found);
            if (found.Count == 0)
            {
                fitting++;
                evaluated.UnionWith(names);
            }
            else if (nearest is null || found.Count < nearest.Count)
            {
                nearest = found;
            }
        }

        if (fitting == 0)
            faults.Add($"{path}: fits none of {keyword.Name}; nearest: {string.Join("; ", nearest ?? [])}");
        else if (fitting > 1 && keyword.Name == "oneOf")
            faults.Add($"{path}: fits {fitting} of oneOf");
        return evaluated;
    }

    private HashSet<string> ApplyToMembers(JsonElement properties, JsonElement value, string path, List<string> faults)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return [];
        foreach (var property in properties.EnumerateObject())
        {
            if (value.TryGetProperty(property.Name, out var member))
                Apply(property.Value, member, $"{path}.{property.Name}", faults);
        }

        return [.. properties.EnumerateObject().Select(property => property.Name)];
    }

    private HashSet<string> ApplyToRest(JsonElement schema, HashSet<string> known, JsonElement value, string path, List<string> faults)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return [];
        var rest = value.EnumerateObject().Where(member => !known.Contains(member.Name)).ToList();
        foreach (var member in rest)
            Apply(schema, member.Value, $"{path}.{member.Name}", faults);
        return [.. rest.Select(member => member.Name)];
    }

    private void ApplyToItems(JsonElement schema, JsonElement value, string path, List<string> faults)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return;
        foreach (var (index, item) in value.EnumerateArray().Index())
            Apply(schema, item, $"{path}[{index}]", faults);
    }

    private static HashSet<string> NamesIn(JsonElement schema) =>
        schema.TryGetProperty("properties", out var properties) ? [.. properties.EnumerateObject().Select(property => property.Name)] : [];
}
