using NotiLog.Events;
using NotiLog.Routing;

namespace NotiLog.Notifications.Replay;

/// <summary>A routing document in a replay: what it takes, and where that goes.</summary>
public sealed class ReplayedDocument(CompiledRouting routing, ReplayedGroups groups)
{
    private readonly Dictionary<string, int> places = groups.Routes.Index().ToDictionary(one => one.Item.Route.Name, one => one.Index, StringComparer.Ordinal);

    public CompiledRouting Routing => routing;

    public ReplayedGroups Groups => groups;

    /// <summary>What the event brings to which groups.</summary>
    /// <param name="counts">Whether it was received in the range of the replay.</param>
    public IEnumerable<ReplayedArrival> Take(LogEvent logEvent, Guid batchId, bool counts)
    {
        var matches = routing.Evaluate(logEvent);
        groups.Matched += counts && matches.Count > 0 ? 1 : 0;
        foreach (var match in matches)
        {
            var place = places[match.Route.Name];
            groups.Counts[place].Matched += counts ? 1 : 0;
            if (groups.Routes[place].TellsAnybody)
                yield return new(batchId, place, GroupOf(match.Group.Id));
        }
    }

    /// <summary>Half an id tells groups apart as surely and takes half the room.</summary>
    public static Guid GroupOf(string groupId) => Guid.ParseExact(groupId.AsSpan(0, 32), "N");
}
