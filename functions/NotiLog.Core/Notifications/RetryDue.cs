using Microsoft.Extensions.Logging;
using NotiLog.Schedule;

namespace NotiLog.Notifications;

/// <summary>Works on a <see cref="RetryJob"/> in bounded steps; doing a step twice changes nothing.</summary>
public sealed class RetryDue(RetryJobStore jobs, TellingReader reader, DeliveryRetry retry, DueTable dueTable, DeliveryTools tools) : IDueWork
{
    private const string RetryKind = "retry";
    private const int PageSize = 200;
    private const int Parallelism = 8;
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(5);

    public string Kind => RetryKind;

    public static DueRow RowOf(Guid job, DateTimeOffset at) => new(at, RetryKind, job.ToString("N"));

    public async Task RunAsync(DueRow row, Outgoing outgoing, CancellationToken cancellationToken)
    {
        if (await jobs.FindAsync(Guid.ParseExact(row.Reference, "N"), cancellationToken) is not { } job || job.DueAt != row.At)
            return;
        var started = tools.Time.GetTimestamp();
        var cursor = job.Cursor;
        do
        {
            cursor = await RetryPageAsync(job, cursor, outgoing, cancellationToken);
        }
        while (cursor is not null && tools.Time.GetElapsedTime(started) < LongestStep);

        if (cursor is null)
        {
            await jobs.DeleteAsync(job.Id, cancellationToken);
            tools.Logger.LogInformation("All deliveries of the request {Job} are tried again", job.Id);
            return;
        }

        // Never the row that runs: it is dropped afterwards.
        var next = tools.Time.GetUtcNow() is var now && now > row.At ? now : row.At.AddTicks(1);
        await dueTable.AddAsync(RowOf(job.Id, next), cancellationToken);
        await jobs.UpdateAsync(job with { Cursor = cursor, DueAt = next }, cancellationToken);
    }

    private async Task<string?> RetryPageAsync(RetryJob job, string? cursor, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var page = (await reader.DeliveriesAsync(job.Query, PageSize, cursor, cancellationToken)).Value;
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            page.Items.Where(job.Concerns), options, async (delivery, token) => await retry.RetryAsync(delivery.Id, outgoing, token));
        return page.NextCursor;
    }
}
