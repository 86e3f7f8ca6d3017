using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Logging;
using NotiLog.Tables;

namespace NotiLog.Schedule;

/// <summary>The schedule: a durable table of due-rows (table <c>due</c>).</summary>
public sealed class DueTable(ITables tables, ILogger<DueTable> logger)
{
    internal const string TableName = "due";

    private const string UnreadablePrefix = "unreadable|";
    private const int LongestError = 1000;

    private readonly ITable table = tables.Open(TableName);

    /// <summary>Durable when it returns; writing the same row again changes nothing.</summary>
    public Task AddAsync(DueRow row, CancellationToken cancellationToken) =>
        table.CommitAsync([TableWrite.Upsert(row.ToRow())], cancellationToken);

    public Task RemoveAsync(DueRow row, CancellationToken cancellationToken) =>
        table.CommitAsync([TableWrite.Delete(row.PartitionKey, row.RowKey)], cancellationToken);

    /// <summary>Drops a row that has become stale. When storage does not answer it is left to the schedule, which drops it in its time.</summary>
    public async Task TidyAsync(DueRow row, CancellationToken cancellationToken)
    {
        try
        {
            await RemoveAsync(row, cancellationToken);
        }
        catch (TablesUnavailableException)
        {
        }
    }

    /// <summary>Removes any number of rows, of any partitions, as they were read: one that has been written again since stays and is looked at again.</summary>
    public async Task RemoveAsync(IEnumerable<DueRow> rows, CancellationToken cancellationToken)
    {
        foreach (var commit in rows.GroupBy(row => row.PartitionKey).SelectMany(partition => partition.Chunk(TableLimits.RowsPerCommit)))
        {
            for (var left = commit; left.Length > 0;)
            {
                var result = await table.CommitAsync([.. left.Select(row => TableWrite.Delete(row.PartitionKey, row.RowKey, row.ETag))], cancellationToken);
                left = [.. result.Conflicts.Count == 0 ? [] : left.Where((_, i) => !result.Conflicts.Contains(i))];
            }
        }
    }

    /// <summary>
    /// Moves a row that was read from the schedule to another time; its owner knows it still by <see cref="DueRow.At"/>.
    /// Nothing when it has been moved or removed since: of two who fail on the same row one moves it.
    /// </summary>
    /// <param name="error">What went wrong, for people.</param>
    public Task PostponeAsync(DueRow row, DateTimeOffset until, int failures, string error, CancellationToken cancellationToken)
    {
        var moved = row with { NotBefore = until, Failures = failures };
        return table.CommitAsync(
            [TableWrite.Delete(row.PartitionKey, row.RowKey, row.ETag), TableWrite.Upsert(moved.ToRow(Storable(error)))], cancellationToken);
    }

    /// <summary>At most <paramref name="most"/> rows of a partition that are due, oldest first; an unreadable row is set aside.</summary>
    /// <param name="after">Only what comes after this row.</param>
    public async Task<IReadOnlyList<DueRow>> DueAsync(
        string partition, DateTimeOffset now, int most, CancellationToken cancellationToken, DueRow? after = null)
    {
        var query = new TableQuery(partition) { From = after is null ? "0" : after.RowKey + " ", To = DueRow.KeyOf(now) + "~", Limit = most };
        var due = new List<DueRow>();
        await foreach (var row in table.QueryAllAsync(query, cancellationToken))
        {
            if (DueRow.Read(row) is { } read)
                due.Add(read);
            else
                await SetAsideAsync(row, cancellationToken);
            if (due.Count == most)
                break;
        }

        return due;
    }

    /// <summary>Every row of a kind, due or not: for the start of a process that is alone on its storage.</summary>
    public async IAsyncEnumerable<DueRow> OfKindAsync(string kind, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var partition in DueRow.AllPartitions)
        {
            await foreach (var row in table.QueryAllAsync(new TableQuery(partition) { From = "0", To = ":" }, cancellationToken))
            {
                if (DueRow.Read(row) is { } due && due.Kind == kind)
                    yield return due;
            }
        }
    }

    /// <summary>Out of the schedule's way, for people to look at.</summary>
    private async Task SetAsideAsync(TableRow row, CancellationToken cancellationToken)
    {
        logger.LogError("The due-row {Row} is no due-row of this version; it is set aside as {Prefix}{Row}", row.RowKey, UnreadablePrefix, row.RowKey);
        await table.CommitAsync(
            [TableWrite.Delete(row.PartitionKey, row.RowKey, row.ETag), TableWrite.Upsert(new TableRow(row.PartitionKey, UnreadablePrefix + row.RowKey))],
            cancellationToken);
    }

    /// <summary>Without lone surrogates, which no table takes.</summary>
    private static string Storable(string error) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(error.Length > LongestError ? error[..LongestError] : error));
}
