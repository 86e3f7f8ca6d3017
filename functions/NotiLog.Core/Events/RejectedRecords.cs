using NotiLog.Common;
using NotiLog.Requests;
using NotiLog.Tables;

namespace NotiLog.Events;

/// <param name="NextCursor">Set while more may come; the page may hold fewer than asked for, or none.</param>
public sealed record RejectedPage(IReadOnlyList<RejectedRecord> Items, string? NextCursor);

/// <summary>The list of what was not taken in: table <c>rejected</c>, a partition for each day, newest first.</summary>
public sealed class RejectedRecords(ITables tables, RetentionOptions retention, TimeProvider time)
{
    /// <summary>With bodies and errors as long as they may be, a commit stays below its 4 MiB.</summary>
    private const int RowsPerCommit = 25;
    private const int PageRows = 200;
    private const int PagesPerCall = 20;

    private readonly ITable table = tables.Open(RejectedRecord.TableName);

    /// <summary>Durable when it returns; what is there already stays one row.</summary>
    public async Task AddAsync(IReadOnlyCollection<RejectedRecord> rejected, CancellationToken cancellationToken)
    {
        var rows = rejected.DistinctBy(one => one.Id).Select(one => one.ToRow());
        foreach (var commit in rows.GroupBy(row => row.PartitionKey).SelectMany(day => day.Chunk(RowsPerCommit)))
            await table.CommitAsync([.. commit.Select(TableWrite.Upsert)], cancellationToken);
    }

    /// <param name="from">Inclusive.</param>
    /// <param name="to">Exclusive.</param>
    public async Task<Result<RejectedPage>> ListAsync(DateTimeOffset? from, DateTimeOffset? to, int limit, string? cursor, CancellationToken cancellationToken)
    {
        var fingerprint = $"rejected {from:O} {to:O}";
        var after = cursor is null ? null : Cursor.Read(cursor, fingerprint);
        if (cursor is not null && after is null)
            return Problem.Invalid("cursor", "is not one that this query answered; start again without a cursor");
        var items = new List<RejectedRecord>();
        var pages = 0;
        var oldest = Later(from, time.GetUtcNow().AddDays(-retention.Days - 2)).UtcDateTime.Date;
        var newest = after is null ? Earlier(to, time.GetUtcNow().AddDays(2)) : Uuid7.TimeOf(Uuid7.FromNewestFirst(after));
        for (var day = newest.UtcDateTime.Date; day >= oldest; day = day.AddDays(-1))
        {
            var query = new TableQuery(RejectedRecord.DayOf(day)) { From = after is null ? null : after + " ", Limit = PageRows };
            for (TableQuery? next = query; next is not null;)
            {
                var page = await table.QueryAsync(next, cancellationToken);
                foreach (var one in page.Rows.Select(RejectedRecord.Read))
                {
                    after = Uuid7.NewestFirst(one.Id);
                    if (!(one.At < from) && !(one.At >= to))
                        items.Add(one);
                    if (items.Count == limit)
                        return new RejectedPage(items, Cursor.Write(after, fingerprint));
                }

                next = page.Continuation is null ? null : query with { Continuation = page.Continuation };
                if (++pages >= PagesPerCall && next is not null && after is not null)
                    return new RejectedPage(items, Cursor.Write(after, fingerprint));
            }
        }

        return new RejectedPage(items, null);
    }

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one < other ? one.Value : other;

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;
}
