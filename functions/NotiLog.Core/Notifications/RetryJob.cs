using NotiLog.Tables;

namespace NotiLog.Notifications;

/// <summary>All deliveries that match are to be tried again; what of that is still to be done.</summary>
/// <param name="At">When it was asked for: deliveries that came later do not count.</param>
/// <param name="Cursor">How far it has come; null at the start.</param>
/// <param name="DueAt">The time of its current due-row.</param>
public sealed record RetryJob(Guid Id, TellingQuery Query, DateTimeOffset At, string? Cursor, DateTimeOffset DueAt, string? ETag = null)
{
    internal bool Concerns(Delivery delivery) => delivery.RetriedBy is null && delivery.CreatedAt <= At;
}

/// <summary>Table <c>retries</c>, partition <c>job</c>, a row by id.</summary>
public sealed class RetryJobStore(ITables tables)
{
    private const string Partition = "job";

    private readonly ITable table = tables.Open("retries");

    public async Task<RetryJob?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await table.GetAsync(Partition, KeyOf(id), cancellationToken) is { } row ? Read(row) : null;

    public Task InsertAsync(RetryJob job, CancellationToken cancellationToken) =>
        table.CommitAsync([TableWrite.Insert(RowOf(job))], cancellationToken);

    /// <summary>False when somebody else changed it first.</summary>
    public async Task<bool> UpdateAsync(RetryJob job, CancellationToken cancellationToken) =>
        (await table.CommitAsync([TableWrite.Update(RowOf(job), job.ETag!)], cancellationToken)).Committed;

    public Task DeleteAsync(Guid id, CancellationToken cancellationToken) =>
        table.CommitAsync([TableWrite.Delete(Partition, KeyOf(id))], cancellationToken);

    private static string KeyOf(Guid id) => id.ToString("N");

    private static TableRow RowOf(RetryJob job) => new TableRow(Partition, KeyOf(job.Id))
        .Set("status", Only(job.Query.Status))
        .Set("channel", Only(job.Query.Channel))
        .Set("route", Only(job.Query.Route))
        .Set("from", job.Query.From)
        .Set("to", job.Query.To)
        .Set("at", job.At)
        .Set("cursor", job.Cursor)
        .Set("dueAt", job.DueAt);

    private static RetryJob Read(TableRow row) => new(
        Guid.ParseExact(row.RowKey, "N"),
        new TellingQuery
        {
            Status = List(row.GetString("status")),
            Channel = List(row.GetString("channel")),
            Route = List(row.GetString("route")),
            From = row.GetTime("from"),
            To = row.GetTime("to"),
            Fingerprint = row.RowKey,
        },
        row.GetTime("at") ?? default,
        row.GetString("cursor"),
        row.GetTime("dueAt") ?? default,
        row.ETag);

    private static string? Only(IReadOnlyList<string>? names) => names is [var one] ? one : null;

    private static IReadOnlyList<string>? List(string? name) => name is null ? null : [name];
}
