using System.Diagnostics;
using System.Text;
using System.Text.Json;
using NotiLog.Requests;
using NotiLog.Telemetry;

namespace NotiLog.Events;

/// <summary>What became of a request's events.</summary>
/// <param name="Ids">Event ids of the accepted, in the order sent; all of them are stored.</param>
/// <param name="Rejected">By index in the request.</param>
/// <param name="Hints">Queue messages for what the commits put into the outbox.</param>
public sealed record IngestAnswer(IReadOnlyList<Guid> Ids, IReadOnlyList<(int Index, Faults Faults)> Rejected, IReadOnlyList<RouteMessage> Hints);

/// <summary>Takes events in: what it answers as accepted is stored durably, whatever happens next.</summary>
public sealed class EventIngest(EventCommits commits, IEventInterest interest, EventShards shards, RetentionOptions retention, TimeProvider time)
{
    /// <summary>Returns when everything acceptable is committed.</summary>
    /// <exception cref="Tables.TablesUnavailableException">Storage did not answer for some of it; send all again with the same ids.</exception>
    public async Task<IngestAnswer> IngestAsync(IReadOnlyList<EventDraft> drafts, Sender sender, CancellationToken cancellationToken)
    {
        return await IngestAsync(drafts, sender, await interest.CurrentAsync(cancellationToken));
    }

    /// <summary>Events of NotiLog's own; what was raised before is met and changes nothing.</summary>
    public Task<IngestAnswer> RaiseAsync(IEnumerable<OwnEvent> events, Sender sender, CancellationToken cancellationToken) =>
        IngestAsync([.. events.Select(own => own.ToDraft())], sender, cancellationToken);

    /// <summary>Likewise, routed by the version given.</summary>
    internal async Task<IngestAnswer> IngestAsync(IReadOnlyList<EventDraft> drafts, Sender sender, IEventMatcher matcher)
    {
        using var span = Tracing.Start("ingest events");
        var maker = new EventMaker(sender, time.GetUtcNow(), retention.Oldest, shards.Count);
        var events = new List<LogEvent>(drafts.Count);
        var rejected = new List<(int, Faults)>();
        for (var i = 0; i < drafts.Count; i++)
        {
            if (maker.Make(drafts[i], matcher.Version) is { } made)
                events.Add(made);
            else
                rejected.Add((i, drafts[i].Faults!));
        }

        span?.SetTag("notilog.events.accepted", events.Count).SetTag("notilog.events.rejected", rejected.Count);
        var hints = await StoreAsync(events, matcher, span);
        Measures.Accepted.Add(events.Count);
        Measures.Rejected.Add(rejected.Count);
        return new IngestAnswer([.. events.Select(e => e.EventId)], rejected, hints);
    }

    /// <summary>The event that ingest would store, without storing it; null and faults below <c>event</c> when it would be rejected.</summary>
    public LogEvent? Try(JsonElement json, Sender sender, Faults faults)
    {
        var bytes = Encoding.UTF8.GetBytes(json.GetRawText());
        var read = IngestBody.Read(bytes, isNdjson: false);
        if (read.Problem is { Faults: { } unreadable })
            return Refused(unreadable);
        if (read.Value is not [var draft])
        {
            faults.Add("event", "must be one JSON object");
            return null;
        }

        var made = new EventMaker(sender, time.GetUtcNow(), retention.Oldest, shards.Count).Make(draft, routingVersion: 0);
        return made ?? Refused(draft.Faults!);

        LogEvent? Refused(Faults found)
        {
            foreach (var (field, messages) in found.ByField)
                messages.ForEach(message => faults.Add($"event.{field}", message));
            return null;
        }
    }

    private async Task<IReadOnlyList<RouteMessage>> StoreAsync(List<LogEvent> events, IEventMatcher matcher, Activity? span)
    {
        if (events.Count == 0)
            return [];
        var ticket = new IngestTicket(events.Count);
        commits.Add([.. events.Select(e => new PendingEvent(e, matcher.Wants(e), ticket))]);
        try
        {
            await ticket.Finished;
        }
        catch (Exception failure) when (span.Fails(failure))
        {
            throw;
        }

        return ticket.Hints;
    }
}
