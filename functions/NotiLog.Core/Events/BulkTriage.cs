using System.Text.Json;
using NotiLog.Requests;

namespace NotiLog.Events;

/// <summary>The body of <c>POST /api/v1/events/triage</c>: a triage and <c>"eventIds"</c> (at most 500), or <c>"filter"</c> and <c>"cursor"</c>.</summary>
/// <param name="Filter">Fields as the query parameters of the list are named; null with ids.</param>
public sealed record BulkTriageRequest(TriageRequest Triage, IReadOnlyList<Guid> EventIds, EventQuery? Filter, string? Cursor)
{
    /// <summary>Events that one call changes.</summary>
    public const int Most = 500;

    private const int LongestCursor = 8192;
    private const int LongestValue = 16_384;

    public static Result<BulkTriageRequest> Read(JsonElement body)
    {
        var faults = new Faults();
        var fields = new JsonFields(body, "", faults);
        var triage = TriageRequest.Read(fields, faults);
        var ids = new List<Guid>();
        foreach (var (path, element) in fields.Items("eventIds", most: Most))
        {
            if (element.ValueKind == JsonValueKind.String && element.TryGetGuid(out var id))
                ids.Add(id);
            else
                faults.Add(path, "must be the id of an event");
        }

        var filter = fields.Take("filter") is { } given ? ReadFilter(given, faults) : null;
        var cursor = fields.Text("cursor", longest: LongestCursor);
        fields.Close();
        if (filter is null == (ids.Count == 0) && !faults.Any)
            fields.Fault("eventIds", "or filter is required, and not both");
        return faults.Any ? Problem.From(faults) : new BulkTriageRequest(triage, ids, filter, cursor);
    }

    private static EventQuery ReadFilter(JsonElement given, Faults faults)
    {
        var fields = new JsonFields(given, "filter", faults);
        var found = new Faults();
        var values = EventQuery.Names.Split(',').Select(name => KeyValuePair.Create(name, fields.Text(name, longest: LongestValue)!)).Where(pair => pair.Value is not null);
        var query = EventQuery.Read(new QueryFields([.. values], found), found);
        fields.Close();
        foreach (var (field, messages) in found.ByField)
            messages.ForEach(message => fields.Fault(field, message));
        return query;
    }
}

/// <param name="Matched">Events that were meant and are there.</param>
/// <param name="Changed">Of these, the ones that were changed: not those that had the status already, when there is no note.</param>
/// <param name="NextCursor">Of a filter: send it with the same body to go on; null at the end.</param>
public sealed record BulkTriageOutcome(int Matched, int Changed, string? NextCursor);

/// <summary>Triage of many events at once, bounded per call.</summary>
public sealed class BulkTriage(EventReader events, EventTriage triage)
{
    private const int WritesAtOnce = 16;

    /// <summary>A call that is cut off has changed some; the same call again changes the others.</summary>
    /// <param name="by">The name of the credential.</param>
    public async Task<Result<BulkTriageOutcome>> SetAsync(BulkTriageRequest request, string by, CancellationToken cancellationToken)
    {
        if (request.Filter is not { } filter)
        {
            var named = await events.FindAsync([.. request.EventIds.Distinct()], cancellationToken);
            return new BulkTriageOutcome(named.Count, await SetAsync(named, request.Triage, by, cancellationToken), null);
        }

        var page = await events.ListAsync(filter, ascending: false, BulkTriageRequest.Most, request.Cursor, cancellationToken);
        if (page.Problem is { } problem)
            return problem;
        var found = page.Value.Items;
        return new BulkTriageOutcome(found.Count, await SetAsync(found, request.Triage, by, cancellationToken), page.Value.NextCursor);
    }

    private async Task<int> SetAsync(IReadOnlyList<LogEvent> found, TriageRequest said, string by, CancellationToken cancellationToken)
    {
        var changed = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = WritesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(found.Where(one => said.Note is not null || one.Status != said.Status), options, async (one, token) =>
        {
            if (await triage.SetAsync(one.EventId, said.Status, said.Note, by, token) is not null)
                Interlocked.Increment(ref changed);
        });
        return changed;
    }
}
