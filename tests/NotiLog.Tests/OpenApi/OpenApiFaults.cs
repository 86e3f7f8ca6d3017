using NotiLog.Access;
using NotiLog.IntegrationTests.OpenApi;

namespace NotiLog.Tests.OpenApi;

/// <summary>What an OpenAPI document and the HTTP functions say against each other.</summary>
internal static class OpenApiFaults
{
    public static IReadOnlyList<string> Of(OpenApiDocument document, IReadOnlyList<HttpFunction> functions) =>
    [
        .. Operations(document, functions),
        .. functions.SelectMany(function => function.Operations.SelectMany(each => Find(document, each.OperationId) is { } operation
            ? [.. Query(document, function, operation), .. PathParameters(document, function, operation), .. Access(function, operation)]
            : (string[])[])),
    ];

    private static IEnumerable<string> Operations(OpenApiDocument document, IReadOnlyList<HttpFunction> functions)
    {
        var described = document.Operations.Select(operation => $"{operation.Id}: {operation.Method} {operation.Path}").ToList();
        var there = functions.SelectMany(function => function.Operations.Select(each => $"{each.OperationId}: {each.Verb} {function.Path}")).ToList();
        return there.Except(described).Select(each => $"{each} is not in the document")
            .Concat(described.Except(there).Select(each => $"{each} is no function"))
            .Concat(described.GroupBy(each => each.Split(':')[0]).Where(same => same.Count() > 1).Select(same => $"{same.Key} is there more than once"));
    }

    private static IEnumerable<string> Query(OpenApiDocument document, HttpFunction function, OpenApiOperation operation) => Different(
        $"{operation.Id}: query parameters",
        function.Endpoint.Query.Split(',', StringSplitOptions.RemoveEmptyEntries),
        NamesOf(document, operation, "query"));

    private static IEnumerable<string> PathParameters(OpenApiDocument document, HttpFunction function, OpenApiOperation operation)
    {
        foreach (var fault in Different($"{operation.Id}: path parameters", function.Constraints.Keys, NamesOf(document, operation, "path")))
            yield return fault;
        foreach (var parameter in document.ParametersOf(operation).Where(each => each.GetProperty("in").GetString() == "path"))
        {
            var name = parameter.GetProperty("name").GetString()!;
            var schema = document.Follow(parameter.GetProperty("schema"));
            var format = schema.TryGetProperty("format", out var found) ? found.GetString() : null;
            var constraint = function.Constraints.GetValueOrDefault(name);
            if (format != constraint switch { "guid" => "uuid", "int" => "int32", _ => constraint })
                yield return $"{operation.Id}: {name} is {constraint ?? "anything"} in the route, but {format ?? "anything"} in the document";
        }
    }

    /// <summary>Who is let in, and the statuses that the middleware answers.</summary>
    private static IEnumerable<string> Access(HttpFunction function, OpenApiOperation operation)
    {
        var endpoint = function.Endpoint;
        var role = endpoint.Role == Role.None ? "none" : endpoint.Role.ToString().ToLowerInvariant();
        var description = operation.Content.GetProperty("description").GetString()!;
        var sentence = endpoint.Agents ? $"Role: {role}, and agents with their keys." : $"Role: {role}.";
        if (!description.EndsWith(sentence, StringComparison.Ordinal))
            yield return $"{operation.Id}: the description should end with '{sentence}'";
        var open = operation.Content.TryGetProperty("security", out var security) && security.GetArrayLength() == 0;
        if (open != endpoint.Anonymous)
            yield return $"{operation.Id}: is {(endpoint.Anonymous ? "anonymous" : "not anonymous")}, and the document says otherwise";
        var responses = operation.Content.GetProperty("responses");
        foreach (var status in endpoint.Anonymous ? ["400"] : (string[])["400", "401", "403", "503"])
        {
            if (!responses.TryGetProperty(status, out _))
                yield return $"{operation.Id}: the document does not know that it can answer {status}";
        }
    }

    private static OpenApiOperation? Find(OpenApiDocument document, string id) => document.Operations.FirstOrDefault(operation => operation.Id == id);

    private static IEnumerable<string> NamesOf(OpenApiDocument document, OpenApiOperation operation, string place) => document.ParametersOf(operation)
        .Where(parameter => parameter.GetProperty("in").GetString() == place)
        .Select(parameter => parameter.GetProperty("name").GetString()!);

    private static IEnumerable<string> Different(string what, IEnumerable<string> there, IEnumerable<string> described)
    {
        var (code, text) = (there.Order(StringComparer.Ordinal).ToList(), described.Order(StringComparer.Ordinal).ToList());
        if (!code.SequenceEqual(text))
            yield return $"{what} are {string.Join(", ", code)}, but {string.Join(", ", text)} in the document";
    }
}
