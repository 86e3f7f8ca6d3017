using System.Globalization;

namespace NotiLog.Routing;

/// <summary>A stored version of the routing document; versions count from 1, version 0 is the empty document of the start.</summary>
/// <param name="By">The name of the credential that wrote it; null for version 0.</param>
public sealed record RoutingVersion(int Version, RoutingDocument Document, string? By, DateTimeOffset? At)
{
    public static RoutingVersion Start { get; } = new(0, RoutingDocument.Empty, null, null);

    /// <summary>A strong ETag, quotes included.</summary>
    public string ETag => ETagOf(Version);

    public static string ETagOf(int version) => string.Create(CultureInfo.InvariantCulture, $"\"v{version}\"");

    public RoutingVersionJson ToJson() => new(Version, Document.ToRoutesJson(), By, At);
}

/// <summary>A version as the API answers it.</summary>
public sealed record RoutingVersionJson(int Version, IReadOnlyList<RouteJson> Routes, string? By, DateTimeOffset? At);
