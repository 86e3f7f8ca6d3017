using System.Text.Json;
using NotiLog.Common;
using NotiLog.Events;

namespace NotiLog.Routing;

/// <summary>What a new version of the routing document changed. It is routed under the version before, so that nobody edits himself out of sight.</summary>
internal static class RoutingAudit
{
    private const int MostSpoken = 10;
    private const int MostNamed = 100;

    public static AuditEntry EntryOf(RoutingDocument before, RoutingVersion after)
    {
        var old = TextsOf(before);
        var now = TextsOf(after.Document);
        var added = now.Keys.Where(name => !old.ContainsKey(name)).ToList();
        var changed = now.Keys.Where(name => old.TryGetValue(name, out var text) && text != now[name]).ToList();
        var removed = old.Keys.Where(name => !now.ContainsKey(name)).ToList();
        string[] words = [.. added.Select(name => $"{name} added"), .. changed.Select(name => $"{name} changed"), .. removed.Select(name => $"{name} removed")];
        var what = words.Length > 0 ? Spoken(words) : old.Keys.SequenceEqual(now.Keys) ? "nothing changed" : "another order";
        var message = $"routing changed to version {after.Version} by {after.By}: {what}";
        return new(after.By!, message, ContextOf(after, ("added", added), ("changed", changed), ("removed", removed)), RoutedUnder: after.Version - 1);
    }

    private static OrderedDictionary<string, string> TextsOf(RoutingDocument document)
    {
        var texts = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var route in document.Routes)
            texts.Add(route.Name, JsonSerializer.Serialize(RouteJson.Of(route)));
        return texts;
    }

    private static string Spoken(string[] words)
    {
        var more = words.Length > MostSpoken ? $" and {words.Length - MostSpoken} more" : "";
        return $"route {string.Join(", ", words.Take(MostSpoken))}{more}";
    }

    private static string ContextOf(RoutingVersion after, params ReadOnlySpan<(string Name, List<string> Routes)> lists)
    {
        using var text = new JsonText();
        var json = text.Writer;
        json.WriteStartObject();
        json.WriteNumber("version", after.Version);
        json.WriteString("by", after.By);
        foreach (var (name, routes) in lists)
        {
            json.WriteStartArray(name);
            foreach (var route in routes.Take(MostNamed))
                json.WriteStringValue(route);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        return text.ToText();
    }
}
