using NotiLog.Common;
using NotiLog.Events;
using NotiLog.Routing;
using NotiLog.Schedule;
using NotiLog.Tables;
using NotiLog.Telemetry;

namespace NotiLog.Notifications;

/// <summary>The events of one batch that one route puts into one group.</summary>
public sealed record GroupedEvents(Route Route, GroupKey Key, IReadOnlyList<LogEvent> Events)
{
    /// <summary>By route and group; routes without channels tell nobody and have no groups.</summary>
    public static IEnumerable<GroupedEvents> Of(IReadOnlyList<LogEvent> events, CompiledRouting routing) => events
        .SelectMany(e => routing.Evaluate(e).Where(match => match.Route.Channels.Count > 0), (e, match) => (Event: e, Match: match))
        .GroupBy(pair => pair.Match.Group.Id, (_, pairs) => pairs.ToList())
        .Select(pairs => new GroupedEvents(pairs[0].Match.Route, pairs[0].Match.Group, [.. pairs.Select(pair => pair.Event)]));
}

/// <summary>Brings a batch's events to their groups: the batch that opens one tells at once (or after groupWait), the others wait for its window's end.</summary>
public sealed class GroupTeller(GroupTable groups, GroupDue windows, GroupPurge purge, DeliveryPlanner planner, GroupTurns turns, TimeProvider time)
{
    private const int MostTries = 500;

    /// <summary>By which the clocks of two instances may differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>Durable when it returns; running again finds what was done and goes on.</summary>
    /// <param name="batch">The outbox row that the events are of.</param>
    public async Task TellAsync(OutboxEntry batch, GroupedEvents grouped, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var channels = await planner.ChannelsOfAsync(grouped.Route, cancellationToken);
        var (group, route) = (grouped.Key, grouped.Route);
        var opening = new GroupHead(group.Id, route.Name, group.Values, batch.RoutingVersion, GroupHead.FirstEnd(route, batch.ReceivedAt));
        var atOnce = GroupHead.TellsAtOnce(route) ? GroupHead.OpeningId(group.Id, batch.Key.BatchId) : default(Guid?);
        var arrival = new Arrival(batch.Key.BatchId, Telling.Of(grouped.Events) with { Trace = Tracing.Current }, atOnce);
        if (channels.Each.Count > 0)
            await planner.TellAsync(Ungrouped(opening, arrival), channels.Each, outgoing, cancellationToken);
        if (channels.Grouped.Count > 0)
            await JoinAsync(opening, arrival, channels.Grouped, outgoing, cancellationToken);
    }

    /// <summary>The notification of channels that want each event, beside the group's.</summary>
    public static Guid UngroupedId(string groupId, Guid batchId) => Uuid7.Derive(Uuid7.TimeOf(batchId), $"{batchId}\n{groupId}\neach");

    private static Notification Ungrouped(GroupHead group, Arrival arrival) =>
        Notification.Of(UngroupedId(group.GroupId, arrival.BatchId), group, arrival) with { GroupId = null, FirstBatch = null, LastBatch = null };

    private async Task JoinAsync(GroupHead opening, Arrival arrival, IReadOnlyList<Channel> channels, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var join = await JoinAsync(opening, arrival, outgoing, cancellationToken);
        if (join.Kind != JoinKind.Joined)
        {
            await purge.ScheduleAsync(opening.GroupId, arrival.ReceivedAt, cancellationToken);
            // A due-row that was due already before its group was open may have been looked at, and dropped, by then.
            if (join.Head is { } head && head.DueAt <= time.GetUtcNow() + Skew)
                await windows.ScheduleAsync(head, cancellationToken);
        }

        if (join.Arrival.NotificationId is { } id && id == arrival.NotificationId)
            await planner.TellAsync(Notification.Of(id, opening, arrival), channels, outgoing, cancellationToken);
    }

    private async Task<GroupJoin> JoinAsync(GroupHead opening, Arrival arrival, Outgoing outgoing, CancellationToken cancellationToken)
    {
        using var turn = await turns.TakeAsync(opening.GroupId, cancellationToken);
        for (var attempt = 1; attempt <= MostTries; attempt++)
        {
            var head = await groups.HeadAsync(opening.GroupId, cancellationToken);
            if (head is null)
                await windows.ScheduleAsync(opening, cancellationToken);
            var isOver = head is not null && head.EndsAt <= arrival.ReceivedAt && head.DueAt <= time.GetUtcNow();
            if (isOver)
                await windows.EndAsync(head!, outgoing, cancellationToken);
            else if (await groups.TryJoinAsync(head, opening, arrival, cancellationToken) is { } join)
                return join;
        }

        throw new TablesUnavailableException($"Group {opening.GroupId} changes faster than it can be joined");
    }
}
