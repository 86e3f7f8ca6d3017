using System.Text.Json;
using NotiLog.Functions.Health;

namespace NotiLog.IntegrationTests.OpenApi;

/// <summary>An operation of the document.</summary>
/// <param name="Path">The path's template, below the server.</param>
/// <param name="Method">In capitals.</param>
/// <param name="PathItem">What stands around the operation: parameters of all operations of the path.</param>
internal sealed record OpenApiOperation(string Path, string Method, JsonElement PathItem, JsonElement Content)
{
    public string Id => Content.GetProperty("operationId").GetString()!;
}

/// <summary>An OpenAPI document, with its references followed.</summary>
internal sealed class OpenApiDocument
{
    public const string Server = "/api";

    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    private static readonly Lazy<OpenApiDocument> App = new(() => new(Read()));

    public OpenApiDocument(JsonElement root)
    {
        Root = root;
        Operations = [.. root.GetProperty("paths").EnumerateObject().SelectMany(OperationsOf)];
    }

    /// <summary>The document that the app serves.</summary>
    public static OpenApiDocument OfApp => App.Value;

    public JsonElement Root { get; }

    public IReadOnlyList<OpenApiOperation> Operations { get; }

    /// <summary>What <c>#/components/schemas/Event</c> and the like point to.</summary>
    /// <exception cref="KeyNotFoundException">Nothing in this document.</exception>
    public JsonElement Find(string reference) =>
        TryFind(reference) ?? throw new KeyNotFoundException($"The reference {reference} leads nowhere.");

    public JsonElement? TryFind(string reference)
    {
        if (!reference.StartsWith("#/", StringComparison.Ordinal))
            return null;
        var at = Root;
        foreach (var step in reference[2..].Split('/'))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal), out at))
                return null;
        }

        return at;
    }

    /// <summary>The element itself, or what it refers to.</summary>
    public JsonElement Follow(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("$ref", out var reference) ? Follow(Find(reference.GetString()!)) : element;

    /// <summary>The parameters of an operation, those of its path included.</summary>
    public IReadOnlyList<JsonElement> ParametersOf(OpenApiOperation operation) =>
        [.. ParametersIn(operation.PathItem).Concat(ParametersIn(operation.Content)).Select(Follow)];

    /// <summary>The operation that answers a path below the server, or null.</summary>
    public OpenApiOperation? Match(string method, string path)
    {
        var segments = path.Split('/').Select(Uri.UnescapeDataString).ToArray();
        return Operations.FirstOrDefault(operation => operation.Method == method && Fits(operation, segments));
    }

    private bool Fits(OpenApiOperation operation, string[] segments)
    {
        var template = operation.Path.Split('/');
        return template.Length == segments.Length && template.Zip(segments).All(pair => pair.First.StartsWith('{')
            ? pair.Second.Length > 0 && FitsParameter(operation, pair.First.Trim('{', '}'), pair.Second)
            : pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>As the routes' constraints decide: <c>:guid</c> and <c>:int</c>, or anything.</summary>
    private bool FitsParameter(OpenApiOperation operation, string name, string text)
    {
        var schema = ParametersOf(operation)
            .Where(parameter => parameter.GetProperty("in").GetString() == "path" && parameter.GetProperty("name").GetString() == name)
            .Select(parameter => Follow(parameter.GetProperty("schema")))
            .FirstOrDefault();
        return FormatOf(schema) switch
        {
            "uuid" => Guid.TryParse(text, out _),
            "int32" => int.TryParse(text, out _),
            _ => true,
        };
    }

    private static string? FormatOf(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("format", out var format) ? format.GetString() : null;

    private static IEnumerable<JsonElement> ParametersIn(JsonElement holder) =>
        holder.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : [];

    private static IEnumerable<OpenApiOperation> OperationsOf(JsonProperty path) => path.Value.EnumerateObject()
        .Where(member => Methods.Contains(member.Name))
        .Select(member => new OpenApiOperation(path.Name, member.Name.ToUpperInvariant(), path.Value, member.Value));

    private static JsonElement Read()
    {
        using var stream = typeof(GetOpenApi).Assembly.GetManifestResourceStream("openapi.json")!;
        using var document = JsonDocument.Parse(stream, new JsonDocumentOptions { AllowDuplicateProperties = false });
        return document.RootElement.Clone();
    }
}
