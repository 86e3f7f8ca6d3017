using Microsoft.Extensions.Logging;
using NotiLog.Common;
using NotiLog.Requests;
using NotiLog.Tables;
using NotiLog.Telemetry;

namespace NotiLog.Events;

/// <summary>One record of a topic, as often as it is delivered.</summary>
/// <param name="Time">The record's timestamp; null when it has none.</param>
/// <param name="Value">What it holds; null for a tombstone, which is no event and no fault.</param>
public sealed record EventRecord(string Topic, int Partition, long Offset, DateTimeOffset? Time, string? Value)
{
    /// <summary>Part of the identity of the record's events.</summary>
    public string SenderId => $"kafka:{Topic}";
}

/// <summary>
/// Takes in records that are delivered at least once. An event without <c>id</c> gets one derived from its place and one without <c>time</c> the
/// record's, so that a second delivery meets its own rows; what is not acceptable goes to <see cref="RejectedRecords"/> and stops nothing.
/// </summary>
public sealed class RecordIngest(
    EventIngest ingest, RejectedRecords rejected, RetentionOptions retention, TimeProvider time, ILogger<RecordIngest> logger)
{
    /// <summary>A little more than an id can tell apart, so that events of one record keep their order.</summary>
    private const int TicksApart = 3;

    /// <summary>Returns the queue messages of what was stored, when everything is stored or listed as rejected.</summary>
    /// <exception cref="TablesUnavailableException">Storage did not answer for some of it; deliver all again.</exception>
    public async Task<IReadOnlyList<RouteMessage>> IngestAsync(IEnumerable<EventRecord> records, CancellationToken cancellationToken)
    {
        var hints = new List<RouteMessage>();
        var refused = new List<RejectedRecord>();
        foreach (var topic in records.Where(record => record.Value is not null).GroupBy(record => record.Topic))
        {
            var sender = new Sender(topic.First().SenderId, topic.Key);
            var drafts = new List<PlacedDraft>();
            foreach (var record in topic)
            {
                var body = new RecordBody(record.Value!);
                if (body.Drafts.Problem is { } problem)
                    Refuse(refused, Rejected(record, null, problem.Faults!, record.Value!));
                else
                    drafts.AddRange(body.Drafts.Value.Select((draft, index) => Place(new PlacedDraft(draft, record, body, index))));
            }

            await StoreAsync(drafts, sender, hints, refused, cancellationToken);
        }

        await rejected.AddAsync(refused, cancellationToken);
        if (refused.Count > 0)
            logger.LogWarning("{Count} events of {Topic} were rejected; GET /api/v1/rejected says why", refused.Count, refused[0].Topic);
        return hints;
    }

    /// <summary>What storage refuses although it answers is narrowed down to the one event, so that it holds up no other.</summary>
    private async Task StoreAsync(
        IReadOnlyList<PlacedDraft> drafts, Sender sender, List<RouteMessage> hints, List<RejectedRecord> refused, CancellationToken cancellationToken)
    {
        if (drafts.Count == 0)
            return;
        try
        {
            var answer = await ingest.IngestAsync([.. drafts.Select(placed => placed.Draft)], sender, cancellationToken);
            hints.AddRange(answer.Hints);
            refused.AddRange(answer.Rejected.Select(one => Rejected(drafts[one.Index], one.Faults)));
        }
        catch (Exception e) when (e is not (TablesUnavailableException or OperationCanceledException))
        {
            if (drafts.Count > 1)
            {
                var half = drafts.Count / 2;
                await StoreAsync([.. drafts.Take(half)], sender, hints, refused, cancellationToken);
                await StoreAsync([.. drafts.Skip(half)], sender, hints, refused, cancellationToken);
                return;
            }

            var record = drafts[0].Record;
            logger.LogError(e, "Event {Index} of {Topic}[{Partition}]@{Offset} cannot be stored", drafts[0].Index, record.Topic, record.Partition, record.Offset);
            Refuse(refused, Rejected(drafts[0], Problem.Invalid("event", "cannot be stored; the log says why").Faults!));
        }
    }

    /// <summary>Of what never came as far as being counted with its request.</summary>
    private static void Refuse(List<RejectedRecord> refused, RejectedRecord record)
    {
        refused.Add(record);
        Measures.Rejected.Add(1);
    }

    private static PlacedDraft Place(PlacedDraft placed)
    {
        var (draft, record, _, index) = placed;
        var id = draft[EventField.Id];
        draft[EventField.Id] ??= FormattableString.Invariant($"kafka:{record.Partition}:{record.Offset}:{index}");
        if (draft.Time is not null || (Guid.TryParseExact(id, "D", out var uuid) && Uuid7.IsUuid7(uuid)))
            return placed;
        draft.Time = record.Time?.AddTicks(index * TicksApart);
        if (record.Time is null)
            draft.Fault("time", "is required, since the record has no timestamp");
        return placed;
    }

    private RejectedRecord Rejected(PlacedDraft placed, Faults faults) =>
        Rejected(placed.Record, placed.Index, faults, placed.Body.TextOf(placed.Index));

    /// <summary>A time that the list does not keep or not yet show is replaced by one that a second delivery finds again.</summary>
    private RejectedRecord Rejected(EventRecord record, int? index, Faults faults, string body)
    {
        var now = time.GetUtcNow();
        var at = record.Time is { } own && own > now - retention.Oldest && own < now.AddDays(1)
            ? own
            : new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        return RejectedRecord.Of(record, at, index, faults, body);
    }

    private sealed record PlacedDraft(EventDraft Draft, EventRecord Record, RecordBody Body, int Index);
}
