using NotiLog.Tables;

namespace NotiLog.Schedule;

/// <summary>The schedule: a durable table of due-rows (table <c>due</c>).</summary>
public sealed class DueTable(ITables tables)
{
    internal const string TableName = "due";

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

    /// <summary>Keeps the row for another try at <see cref="DueRow.NotBefore"/>, with what went wrong.</summary>
    public Task PostponeAsync(DueRow row, string error, CancellationToken cancellationToken) =>
        table.CommitAsync([TableWrite.Upsert(row.ToRow(error))], cancellationToken);

    /// <summary>At most <paramref name="most"/> rows of a partition that are due, oldest first.</summary>
    public async Task<IReadOnlyList<DueRow>> DueAsync(string partition, DateTimeOffset now, int most, CancellationToken cancellationToken)
    {
        var query = new TableQuery(partition) { From = "0", To = DueRow.KeyOf(now) + "~", Limit = most };
        var due = new List<DueRow>();
        await foreach (var row in table.QueryAllAsync(query, cancellationToken))
        {
            var read = DueRow.Read(row);
            if (read.NotBefore is null || read.NotBefore <= now)
                due.Add(read);
            if (due.Count == most)
                break;
        }

        return due;
    }

    /// <summary>Every row of a kind, due or not: for the start of a process that is alone on its storage.</summary>
    public async IAsyncEnumerable<DueRow> OfKindAsync(string kind, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var partition in DueRow.AllPartitions)
        {
            await foreach (var row in table.QueryAllAsync(new TableQuery(partition) { From = "0", To = ":" }, cancellationToken))
            {
                if (DueRow.Read(row) is var due && due.Kind == kind)
                    yield return due;
            }
        }
    }
}
