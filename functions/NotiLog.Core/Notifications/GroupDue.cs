using NotiLog.Routing;
using NotiLog.Schedule;

namespace NotiLog.Notifications;

/// <summary>
/// Ends the windows of groups: what arrived meanwhile is told in one digest and a new window begins; a window without arrivals closes the group.
/// Any number of instances may do it at once or one after another's crash: what is told is fixed in the flush row before anybody tells it,
/// its id derives from the window, and each step is won by ETag.
/// </summary>
public sealed class GroupDue(GroupTable groups, RoutingInterest routing, DeliveryPlanner planner, DueTable dueTable) : IDueWork
{
    private const string GroupKind = "group";

    public string Kind => GroupKind;

    /// <summary>Durable before the window it is for, or before its opener's batch is routed for good.</summary>
    public Task ScheduleAsync(GroupHead head, CancellationToken cancellationToken) =>
        dueTable.AddAsync(new DueRow(head.DueAt, GroupKind, head.GroupId), cancellationToken);

    /// <summary>A row earlier than the window's end is stale; one that is later was written for a next window by somebody who did not get to begin it.</summary>
    public async Task RunAsync(DueRow row, Outgoing outgoing, CancellationToken cancellationToken)
    {
        if (await groups.HeadAsync(row.Reference, cancellationToken) is { } head && head.DueAt <= row.At)
            await EndAsync(head, outgoing, cancellationToken);
    }

    /// <summary>Ends the window that <paramref name="seen"/> shows; nothing when it has ended. Afterwards the group is closed or in a later window.</summary>
    public async Task EndAsync(GroupHead seen, Outgoing outgoing, CancellationToken cancellationToken)
    {
        for (GroupHead? head = seen; head?.EndsAt == seen.EndsAt; head = await groups.HeadAsync(seen.GroupId, cancellationToken))
        {
            var route = await RouteOfAsync(head, cancellationToken);
            if (await GatherAsync(head, route, cancellationToken) is { } flush)
            {
                var channels = await planner.ChannelsOfAsync(route, cancellationToken);
                await planner.TellAsync(Notification.Of(head, flush), channels.Grouped, outgoing, cancellationToken);
                await LeaveAsync(head, flush.NextEnd, cancellationToken);
            }
            else if (await groups.WaitingAsync(head.GroupId, until: null, most: 1, cancellationToken) is [var next])
            {
                // One of this very window has come late: the next turn gathers it.
                if (next.ReceivedAt >= head.EndsAt)
                    await TryAdvanceAsync(head, GroupHead.FirstEnd(route, next.ReceivedAt), cancellationToken);
            }
            else
            {
                await groups.CloseAsync(head, cancellationToken);
            }
        }
    }

    /// <summary>
    /// What this window's end tells, fixed: all that arrived before it, or else the first batch after it, which found a quiet group and opens it anew.
    /// Null when there is nothing to tell.
    /// </summary>
    private async Task<GroupFlush?> GatherAsync(GroupHead head, Route route, CancellationToken cancellationToken)
    {
        while (true)
        {
            // In this order: whoever took what waited before has written the flush since, and whoever joins later changes the head.
            var waiting = await groups.WaitingAsync(head.GroupId, head.EndsAt, GroupTable.StampedAtOnce, cancellationToken);
            var stored = await groups.FlushAsync(head.GroupId, cancellationToken);
            var flush = stored?.EndsAt == head.EndsAt ? stored : GroupFlush.Digest(head, route, stored?.ETag);
            if (flush.Closed)
                return flush;
            if (waiting.Count > 0 || flush.Total is not null)
                flush = flush.With(waiting) with { Closed = waiting.Count < GroupTable.StampedAtOnce };
            else if (!GroupHead.TellsAtOnce(route) || await groups.WaitingAsync(head.GroupId, until: null, most: 1, cancellationToken) is not [var next])
                return null;
            else if (next.ReceivedAt < head.EndsAt)
                continue;
            else
                (flush, waiting) = (GroupFlush.Opening(head, route, next, stored?.ETag), [next]);
            await groups.StampAsync(head.GroupId, flush, waiting, cancellationToken);
        }
    }

    /// <summary>Begins the next window, whoever joins meanwhile.</summary>
    private async Task LeaveAsync(GroupHead told, DateTimeOffset nextEnd, CancellationToken cancellationToken)
    {
        for (GroupHead? head = told; head?.EndsAt == told.EndsAt; head = await groups.HeadAsync(told.GroupId, cancellationToken))
        {
            if (await TryAdvanceAsync(head, nextEnd, cancellationToken))
                return;
        }
    }

    private async Task<bool> TryAdvanceAsync(GroupHead head, DateTimeOffset nextEnd, CancellationToken cancellationToken)
    {
        await ScheduleAsync(head with { EndsAt = nextEnd }, cancellationToken);
        return await groups.AdvanceAsync(head, nextEnd, cancellationToken);
    }

    private async Task<Route> RouteOfAsync(GroupHead head, CancellationToken cancellationToken) =>
        (await routing.CompiledAsync(head.Version, cancellationToken)).Document.Routes.First(route => route.Name == head.Route);
}
