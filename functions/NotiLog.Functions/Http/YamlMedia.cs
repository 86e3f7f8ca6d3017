using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace NotiLog.Functions.Http;

/// <summary>How YAML is named in <c>Accept</c> and <c>Content-Type</c>: by RFC 9512, and as before it.</summary>
public static class YamlMedia
{
    public const string ContentType = "application/yaml; charset=utf-8";

    public static IReadOnlyList<string> Types { get; } = ["application/yaml", "text/yaml", "application/x-yaml", "text/x-yaml"];

    /// <summary>Whether the caller would rather have YAML than JSON; not when it would take both alike, or neither.</summary>
    public static bool IsPreferred(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList([.. request.Headers.Accept.OfType<string>()], out var accepted)
        && Types.Max(type => Quality(accepted, type)) is > 0 and var yaml
        && yaml > Quality(accepted, RequestBody.Json);

    /// <summary>Of the most specific range that the type falls into, 0 when in none.</summary>
    private static double Quality(IList<MediaTypeHeaderValue> accepted, string type)
    {
        var wanted = new MediaTypeHeaderValue(type);
        return accepted
            .Where(wanted.IsSubsetOf)
            .OrderByDescending(range => range.MatchesAllTypes ? 0 : range.MatchesAllSubTypes ? 1 : 2)
            .Select(range => range.Quality ?? 1)
            .FirstOrDefault();
    }
}
