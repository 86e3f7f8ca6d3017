using NotiLog.Common;

namespace NotiLog.Notifications.Replay;

/// <summary>
/// The windows of one routing document under a virtual clock, by the rules of <see cref="GroupTeller"/> and <see cref="GroupDue"/>: pure,
/// and as if every batch were routed when it was received. Counts what is told from <paramref name="from"/> on and before <paramref name="to"/>.
/// </summary>
public sealed class ReplayedGroups(IReadOnlyList<ReplayedRoute> routes, DateTimeOffset from, DateTimeOffset to)
{
    private readonly Dictionary<Guid, ReplayedWindow> open = [];
    private readonly ReplayedCount[] counts = [.. routes.Select(_ => new ReplayedCount())];

    public IReadOnlyList<ReplayedRoute> Routes => routes;

    /// <summary>By route, in the document's order.</summary>
    public IReadOnlyList<ReplayedCount> Counts => counts;

    /// <summary>The events that any route took.</summary>
    public long Matched { get; set; }

    public IReadOnlyCollection<ReplayedWindow> Windows => open.Values;

    /// <summary>Goes on where another has stopped.</summary>
    public void Restore(long matched, IReadOnlyList<ReplayedCount> stored, IEnumerable<ReplayedWindow> windows)
    {
        Matched = matched;
        stored.ToArray().CopyTo(counts, 0);
        foreach (var window in windows)
            open[window.Group] = window;
    }

    /// <summary>What was told before <c>from</c>; nothing when the document has no such route.</summary>
    public void Begin(LastTold told)
    {
        for (var i = 0; i < routes.Count; i++)
        {
            if (routes[i].Route.Name == told.Route && routes[i].Grouped.Count > 0 && told.CreatedAt >= from - routes[i].Longest && IsLatest(told))
                open[told.Group] = new(told.Group, i, told.CreatedAt + routes[i].Route.GroupInterval, 0) { ToldAt = told.CreatedAt, ToldBatch = told.LastBatch };
        }
    }

    /// <summary>Events of a batch come into a group. Batches are given in the order they were received.</summary>
    public void Receive(ReplayedArrival arrival, int events)
    {
        var (route, at) = (routes[arrival.Route], Uuid7.TimeOf(arrival.BatchId));
        if (at >= to || at < from - route.Longest)
            return;
        Tell(arrival.Route, at, events, route.Each);
        if (route.Grouped.Count == 0)
            return;
        if (open.GetValueOrDefault(arrival.Group) is not { } known)
            Open(arrival, at, events);
        else if (known.HasTold(arrival.BatchId))
            return;
        else if (End(known, at))
            Open(arrival, at, events);
        else
            known.Waiting += events;
    }

    /// <summary>All batches received before <paramref name="time"/> have been given: ends the windows until then.</summary>
    public void AdvanceTo(DateTimeOffset time)
    {
        foreach (var window in open.Values.ToList())
        {
            if (End(window, time))
                open.Remove(window.Group);
        }
    }

    private void Open(ReplayedArrival arrival, DateTimeOffset at, int events)
    {
        var route = routes[arrival.Route];
        var atOnce = GroupHead.TellsAtOnce(route.Route);
        open[arrival.Group] = new(arrival.Group, arrival.Route, GroupHead.FirstEnd(route.Route, at), atOnce ? 0 : events);
        if (atOnce)
            Tell(arrival.Route, at, events, route.Grouped);
    }

    /// <summary>Ends what ends by <paramref name="time"/>; whether that closes the group.</summary>
    private bool End(ReplayedWindow window, DateTimeOffset time)
    {
        while (!IsBefore(time, window.EndsAt))
        {
            if (window.Waiting == 0)
                return true;
            Tell(window.Route, window.EndsAt, window.Waiting, routes[window.Route].Grouped);
            window.Waiting = 0;
            window.EndsAt += routes[window.Route].Route.GroupInterval;
        }

        return false;
    }

    private void Tell(int route, DateTimeOffset at, int events, IReadOnlyList<string> channels)
    {
        if (channels.Count == 0 || at < from || at >= to)
            return;
        var count = counts[route];
        count.Notifications++;
        count.Events += events;
        foreach (var channel in channels)
            count.Channels[channel] = count.Channels.GetValueOrDefault(channel) + 1;
    }

    private bool IsLatest(LastTold told) => open.GetValueOrDefault(told.Group) is not { } other || other.ToldAt < told.CreatedAt;

    /// <summary>As exact as the ids of batches, by which windows are told apart.</summary>
    internal static bool IsBefore(DateTimeOffset time, DateTimeOffset end) => Uuid7.StepsOf(time) < Uuid7.StepsOf(end);
}

/// <summary>An open window of a group.</summary>
/// <param name="Group">The first half of the group's id.</param>
/// <param name="Route">Its place in the document.</param>
public sealed record ReplayedWindow(Guid Group, int Route, DateTimeOffset EndsAt, int Waiting)
{
    public DateTimeOffset EndsAt { get; set; } = EndsAt;

    /// <summary>Events that its end will tell of.</summary>
    public int Waiting { get; set; } = Waiting;

    /// <summary>When the replay's first window of the group began with a notification that was made; null of all others.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    public Guid? ToldBatch { get; init; }

    internal bool HasTold(Guid batch) =>
        ToldAt is { } at && (batch == ToldBatch || ReplayedGroups.IsBefore(Uuid7.TimeOf(batch), at));
}
