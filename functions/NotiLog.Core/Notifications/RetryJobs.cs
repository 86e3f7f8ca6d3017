using System.Text.Json;
using NotiLog.Common;
using NotiLog.Requests;
using NotiLog.Schedule;

namespace NotiLog.Notifications;

/// <summary>Takes on to try all deliveries again that match; <see cref="RetryDue"/> does it.</summary>
public sealed class RetryJobs(RetryJobStore jobs, TellingReader reader, DueTable dueTable, TimeProvider time)
{
    private const int PageSize = 1000;

    /// <summary>Reads <c>{"status":"failed|superseded","channel","route","from","to"}</c>; status is required.</summary>
    public static Result<TellingQuery> Read(JsonElement body)
    {
        var faults = new Faults();
        var fields = new JsonFields(body, "", faults);
        var status = fields.Text("status", required: true);
        if (status is not (null or "failed" or "superseded"))
            fields.Fault("status", "must be failed or superseded");
        var query = new TellingQuery
        {
            Status = status is null ? null : [status],
            Channel = One(fields, "channel"),
            Route = One(fields, "route"),
            From = fields.Time("from"),
            To = fields.Time("to"),
        };
        if (query.From >= query.To)
            fields.Fault("from", "must be earlier than to");
        fields.Close();
        return faults.Any ? Problem.From(faults) : query;
    }

    /// <summary>How many deliveries match that were not tried again before. Durable when it returns, unless there is none.</summary>
    public async Task<int> StartAsync(TellingQuery query, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = Uuid7.New(now);
        var job = new RetryJob(id, query with { Fingerprint = id.ToString("N") }, now, Cursor: null, DueAt: now);
        var matched = 0;
        string? cursor = null;
        do
        {
            var page = (await reader.DeliveriesAsync(job.Query, PageSize, cursor, cancellationToken)).Value;
            matched += page.Items.Count(job.Concerns);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        if (matched == 0)
            return 0;
        await jobs.InsertAsync(job, cancellationToken);
        await dueTable.AddAsync(RetryDue.RowOf(id, now), cancellationToken);
        return matched;
    }

    private static IReadOnlyList<string>? One(JsonFields fields, string name)
    {
        var text = fields.Text(name);
        if (text is "")
            fields.Fault(name, "is empty; give it a value or leave it out");
        return text is null ? null : [text];
    }
}
