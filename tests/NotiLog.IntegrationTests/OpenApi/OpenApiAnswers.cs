using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace NotiLog.IntegrationTests.OpenApi;

/// <summary>Holds real answers against the document: status, headers, media type, body.</summary>
internal sealed class OpenApiAnswers(OpenApiDocument document)
{
    /// <summary>By the document that the app serves.</summary>
    public static OpenApiAnswers OfApp { get; } = new(OpenApiDocument.OfApp);

    /// <summary>Everything in which an answer differs from the document that the app serves; empty when nothing does.</summary>
    /// <param name="path">As in the request, <c>/api/v1/...</c>, without the query. Where no operation is, only a 404 without a body is right.</param>
    /// <param name="body">The body of the response, read whole.</param>
    public static IReadOnlyList<string> Check(HttpMethod method, string path, HttpResponseMessage response, ReadOnlyMemory<byte> body) =>
        OfApp.FaultsOf(method, path, response, body);

    public IReadOnlyList<string> FaultsOf(HttpMethod method, string path, HttpResponseMessage response, ReadOnlyMemory<byte> body)
    {
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        if (OperationOf(method, path) is not { } operation)
        {
            return response.StatusCode == HttpStatusCode.NotFound && body.IsEmpty
                ? []
                : [$"{method} {path} is not in the document: a 404 without a body is right, but it answered {status} with {Shown(body)}"];
        }

        if (!operation.Content.GetProperty("responses").TryGetProperty(status, out var described))
            return [$"{operation.Id} answered {status}, which the document does not know: {Shown(body)}"];
        var expected = document.Follow(described);
        var faults = HeaderFaults(expected, response).Concat(BodyFaults(expected, method, response, body)).ToList();
        return [.. faults.Select(fault => $"{operation.Id} answered {status}: {fault}")];
    }

    /// <summary>The operation that answers such a request, or null.</summary>
    public OpenApiOperation? OperationOf(HttpMethod method, string path) =>
        path.StartsWith(OpenApiDocument.Server + "/", StringComparison.OrdinalIgnoreCase)
            ? document.Match(method.Method.ToUpperInvariant(), path[OpenApiDocument.Server.Length..])
            : null;

    private IEnumerable<string> HeaderFaults(JsonElement expected, HttpResponseMessage response)
    {
        if (!expected.TryGetProperty("headers", out var headers))
            yield break;
        foreach (var header in headers.EnumerateObject())
        {
            var described = document.Follow(header.Value);
            if (ValueOf(response, header.Name) is not { } text)
            {
                if (described.TryGetProperty("required", out var required) && required.GetBoolean())
                    yield return $"the header {header.Name} is missing";
                continue;
            }

            foreach (var fault in SchemaCheck.FaultsOf(document, described.GetProperty("schema"), HeaderValue(text)))
                yield return $"the header {header.Name}: {fault}";
        }
    }

    private IReadOnlyList<string> BodyFaults(JsonElement expected, HttpMethod method, HttpResponseMessage response, ReadOnlyMemory<byte> body)
    {
        if (!expected.TryGetProperty("content", out var content) || method == HttpMethod.Head)
            return body.IsEmpty ? [] : [$"there should be no body, but there is {Shown(body)}"];
        var type = response.Content.Headers.ContentType?.MediaType ?? "";
        if (!content.TryGetProperty(type, out var media))
            return [$"the media type '{type}' is not in the document; the body is {Shown(body)}"];
        if (!type.EndsWith("json", StringComparison.Ordinal))
            return [];
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return SchemaCheck.FaultsOf(document, media.GetProperty("schema"), json.RootElement);
        }
        catch (JsonException e)
        {
            return [$"the body is not JSON ({e.Message}): {Shown(body)}"];
        }
    }

    private static string? ValueOf(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;

    /// <summary>Headers are text; digits alone may be the number that the schema asks for.</summary>
    private static JsonElement HeaderValue(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? JsonSerializer.SerializeToElement(number) : JsonSerializer.SerializeToElement(text);

    private static string Shown(ReadOnlyMemory<byte> body)
    {
        var text = Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, 500)]);
        return text.Length == 0 ? "an empty body" : text;
    }
}
