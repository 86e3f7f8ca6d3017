using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;

namespace NotiLog.Local;

/// <summary>Where settings come from, the later winning: local defaults, local.settings.json at the root, the environment, the caller.</summary>
internal static class LocalSettings
{
    /// <summary>What a Functions host would refuse to start without, and what is quicker on one machine.</summary>
    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["Dispatch:Schedule"] = "*/1 * * * * *",
        ["Dispatch:HintAfter"] = "15s",
        ["Kafka:ConsumerGroup"] = "notilog",
    };

    public static void Add(IConfigurationBuilder configuration, string root, IReadOnlyDictionary<string, string?> settings) => configuration
        .AddInMemoryCollection(Defaults)
        .AddInMemoryCollection(FromFile(Path.Combine(root, "local.settings.json")))
        .AddEnvironmentVariables()
        .AddInMemoryCollection(settings);

    private static Dictionary<string, string?> FromFile(string path)
    {
        if (!File.Exists(path))
            return [];
        try
        {
            var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
            var values = JsonNode.Parse(File.ReadAllText(path), null, options)?["Values"]?.AsObject();
            return values?.ToDictionary(value => value.Key.Replace("__", ":", StringComparison.Ordinal), value => value.Value?.ToString()) ?? [];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new StartFailedException($"{path} cannot be read: {exception.Message}", exception);
        }
    }
}
