using System.Text.Json.Nodes;

namespace NotiLog.Local.Hosting;

/// <summary>The part of <c>host.json</c> that the local host follows.</summary>
internal sealed record HostJson(string RoutePrefix = "api", int MaxConcurrentCalls = 16, int MaxKafkaBatch = 64)
{
    public static HostJson Read(string path)
    {
        var extensions = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path))?["extensions"] : null;
        return new HostJson(
            ((string?)extensions?["http"]?["routePrefix"] ?? "api").Trim('/'),
            (int?)extensions?["serviceBus"]?["maxConcurrentCalls"] ?? 16,
            (int?)extensions?["kafka"]?["maxBatchSize"] ?? 64);
    }
}
