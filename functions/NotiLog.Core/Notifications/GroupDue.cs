using NotiLog.Routing;
using NotiLog.Schedule;
using NotiLog.Telemetry;

namespace NotiLog.Notifications;

/// <summary>
/// Ends the windows of groups: what arrived meanwhile is told in one digest and a new window begins; a window without arrivals closes the group.
/// Any number of instances may do it at once or one after another's crash: what is told is fixed in the flush row before anybody tells it,
/// its id is in that row, and each step is won by ETag.
/// </summary>
public sealed class GroupDue(GroupTable groups, RoutingInterest routing, DeliveryPlanner planner, DueTable dueTable, GroupTurns turns) : IDueWork
{
    private const string GroupKind = "group";

    public string Kind => GroupKind;

    /// <summary>Durable before the window it is for.</summary>
    public Task ScheduleAsync(GroupHead head, CancellationToken cancellationToken) =>
        dueTable.AddAsync(new DueRow(head.DueAt, GroupKind, head.GroupId), cancellationToken);

    /// <summary>
    /// A row earlier than the window's end is stale; one that is later was written for a next window, which somebody may have begun meanwhile or has not got to
    /// begin: no window that this row is for is left when it goes.
    /// </summary>
    public async Task RunAsync(DueRow row, Outgoing outgoing, CancellationToken cancellationToken)
    {
        using var turn = await turns.TakeAsync(row.Reference, cancellationToken);
        while (await groups.HeadAsync(row.Reference, cancellationToken) is { } head && head.DueAt <= row.At)
            await EndAsync(head, outgoing, cancellationToken);
    }

    /// <summary>
    /// Ends the window that <paramref name="seen"/> shows; nothing when it has ended. Afterwards the group is closed or in a later window.
    /// The caller has the group's turn.
    /// </summary>
    public async Task EndAsync(GroupHead seen, Outgoing outgoing, CancellationToken cancellationToken)
    {
        for (GroupHead? head = seen; head?.EndsAt == seen.EndsAt; head = await groups.HeadAsync(seen.GroupId, cancellationToken))
            await StepAsync(head, await RouteOfAsync(head, cancellationToken), outgoing, cancellationToken);
    }

    /// <summary>
    /// One step towards the window's end, each won by the head's ETag: fixes what the end tells, which is all that arrived before it, or else the first batch
    /// after it, which found a quiet group and opens it anew; tells what is fixed and begins the next window; or closes the group when nothing is waiting.
    /// </summary>
    private async Task StepAsync(GroupHead head, Route route, Outgoing outgoing, CancellationToken cancellationToken)
    {
        // Before the flush: whoever took what waited has written the flush since.
        var waiting = await groups.WaitingAsync(head.GroupId, head.EndsAt, GroupTable.StampedAtOnce, cancellationToken);
        var stored = await groups.FlushAsync(head.GroupId, cancellationToken);
        var flush = stored?.EndsAt == head.EndsAt ? stored : GroupFlush.Digest(head, route, stored?.ETag);
        if (flush.Closed)
            await TellAsync(head, route, flush, outgoing, cancellationToken);
        else if (waiting.Count > 0 || flush.Total is not null)
            await groups.StampAsync(head, flush.With(waiting) with { Closed = waiting.Count < GroupTable.StampedAtOnce }, waiting, cancellationToken);
        else if (await groups.WaitingAsync(head.GroupId, until: null, most: 1, cancellationToken) is not [var next])
            await groups.CloseAsync(head, cancellationToken);
        else if (next.ReceivedAt >= head.EndsAt && GroupHead.TellsAtOnce(route))
            await groups.StampAsync(head, GroupFlush.Opening(head, route, next, stored?.ETag), [next], cancellationToken);
        else if (next.ReceivedAt >= head.EndsAt)
            await TryAdvanceAsync(head, GroupHead.FirstEnd(route, next.ReceivedAt), cancellationToken);
    }

    private async Task TellAsync(GroupHead told, Route route, GroupFlush flush, Outgoing outgoing, CancellationToken cancellationToken)
    {
        using var span = Tracing.Continue("tell window", flush.Total?.Trace);
        var channels = await planner.ChannelsOfAsync(route, cancellationToken);
        await planner.TellAsync(Notification.Of(told, flush), channels.Grouped, outgoing, cancellationToken);
        // Whoever joins meanwhile changes the head, not what has been told.
        for (GroupHead? head = told; head?.EndsAt == told.EndsAt; head = await groups.HeadAsync(told.GroupId, cancellationToken))
        {
            if (await TryAdvanceAsync(head, flush.NextEnd, cancellationToken))
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
