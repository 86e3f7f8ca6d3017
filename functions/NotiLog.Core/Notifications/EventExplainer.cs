using NotiLog.Events;
using NotiLog.Routing;
using NotiLog.Tables;

namespace NotiLog.Notifications;

/// <summary>
/// Says what became of an event, under the routing version it was received under and by what routing left behind:
/// the answer does not change with later channels, routes and silences.
/// </summary>
public sealed class EventExplainer(ITables tables, EventReader events, RoutingInterest routing, BatchSilencing silencing, RouteTellings tellings)
{
    /// <summary>Null when there is no such event (any more).</summary>
    public async Task<EventExplanation?> ExplainAsync(Guid eventId, CancellationToken cancellationToken)
    {
        if (await events.FindAsync(eventId, cancellationToken) is not { } found)
            return null;
        var compiled = await routing.CompiledAsync(found.RoutingVersion, cancellationToken);
        var matches = compiled.Evaluate(found).ToDictionary(match => match.Route.Name, StringComparer.Ordinal);
        // In this order: who finds the batch's row gone also finds all that routing wrote before it went.
        var outbox = await OutboxAsync(found, cancellationToken);
        var silence = compiled.Wants(found) ? await silencing.SilencedByAsync(found, cancellationToken) : null;
        var routes = new List<ExplainedRoute>();
        foreach (var (verdict, route) in compiled.Explain(found).Zip(compiled.Document.Routes))
            routes.Add(await ExplainAsync(verdict, route, matches.GetValueOrDefault(route.Name), found, cancellationToken));
        return new(
            eventId,
            VerdictOf(outbox, silence, routes),
            found.RoutingVersion,
            routes,
            silence,
            routes.FirstOrDefault(route => route.Matched && route.Channels.Count > 0)?.Group,
            [.. routes.SelectMany(route => route.Notifications)],
            routes.Min(route => route.WaitsUntil),
            outbox?.Parked);
    }

    /// <summary>The row that says its batch is not routed yet; null when it is, or when nobody had to be told of the event.</summary>
    private async Task<OutboxEntry?> OutboxAsync(LogEvent found, CancellationToken cancellationToken)
    {
        if (found.BatchId is not { } batch)
            return null;
        var key = EventKey.Of(found.EventId);
        var row = await tables.Open(key.Table).GetAsync(key.Partition, OutboxEntry.RowOf(batch), cancellationToken);
        return row is not null && OutboxEntry.Read(key.Table, row) is var entry && entry.EventIds.Contains(found.EventId) ? entry : null;
    }

    private async Task<ExplainedRoute> ExplainAsync(RouteVerdict verdict, Route route, RouteMatch? match, LogEvent found, CancellationToken cancellationToken)
    {
        var telling = match is not null && found.BatchId is { } batch
            ? await tellings.FindAsync(match, batch, found.EventId, cancellationToken)
            : RouteTelling.None;
        return new(
            route.Name,
            verdict.Outcome == RouteOutcome.Matched,
            verdict.Failed,
            verdict.Outcome,
            route.Channels,
            match?.Group.Values,
            telling.Notifications,
            telling.WaitsUntil);
    }

    private static EventVerdict VerdictOf(OutboxEntry? outbox, Guid? silence, List<ExplainedRoute> routes) => (outbox, silence) switch
    {
        ({ Parked: not null }, _) => EventVerdict.Parked,
        (not null, _) => EventVerdict.Pending,
        (null, not null) => EventVerdict.Silenced,
        _ when routes.Exists(route => route.Notifications.Count > 0) => EventVerdict.Told,
        _ when routes.Exists(route => route.WaitsUntil is not null) => EventVerdict.Grouped,
        _ when routes.Exists(route => route.Matched) => EventVerdict.NoChannel,
        _ => EventVerdict.NoRoute,
    };
}
