using System.Text.Json.Nodes;
using NotiLog.Routing;

namespace NotiLog.Notifications.Exchange;

/// <summary>What an import changes, by name.</summary>
/// <param name="Unchanged">How many stay as they are.</param>
public record Difference(IReadOnlyList<string> Added, IReadOnlyList<Change> Changed, IReadOnlyList<string> Removed, int Unchanged)
{
    public static Difference Between(IReadOnlyList<Channel> before, IReadOnlyList<Channel> after) =>
        Between(before.ToDictionary(channel => channel.Name, ExchangeJson.Of), after.ToDictionary(channel => channel.Name, ExchangeJson.Of));

    /// <summary>In the order of what they are compared by.</summary>
    protected static Difference Between(Dictionary<string, JsonNode> before, Dictionary<string, JsonNode> after)
    {
        var changed = new List<Change>();
        foreach (var (name, now) in after)
        {
            if (before.TryGetValue(name, out var then) && !JsonNode.DeepEquals(then, now))
                changed.Add(new Change(name, then, now));
        }

        return new Difference(
            [.. after.Keys.Where(name => !before.ContainsKey(name))],
            changed,
            [.. before.Keys.Where(name => !after.ContainsKey(name))],
            after.Keys.Count(before.ContainsKey) - changed.Count);
    }
}

/// <param name="Moved">Whether routes that stay are tried in another order.</param>
public sealed record RoutingDifference(
    IReadOnlyList<string> Added, IReadOnlyList<Change> Changed, IReadOnlyList<string> Removed, int Unchanged, bool Moved) : Difference(Added, Changed, Removed, Unchanged)
{
    public static RoutingDifference Between(RoutingDocument before, RoutingDocument after)
    {
        var (then, now) = (before.Routes.ToDictionary(route => route.Name, ExchangeJson.Of), after.Routes.ToDictionary(route => route.Name, ExchangeJson.Of));
        var by = Between(then, now);
        var moved = !then.Keys.Where(now.ContainsKey).SequenceEqual(now.Keys.Where(then.ContainsKey));
        return new RoutingDifference(by.Added, by.Changed, by.Removed, by.Unchanged, moved);
    }
}

/// <summary>One channel or route, whole, before and after.</summary>
public sealed record Change(string Name, JsonNode Before, JsonNode After);
