using Azure;
using Azure.Data.Tables;

namespace NotiLog.Tables;

internal sealed class AzureTable(TableClient client) : ITable
{
    /// <summary>A text this long may go on in another cell.</summary>
    private const int FullPart = 31_999;

    public string Name => client.Name;

    public Task<TableRow?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        TableLimits.CheckKey(partitionKey);
        TableLimits.CheckKey(rowKey);
        return AzureFaults.RunAsync(() => FindAsync(partitionKey, rowKey, cancellationToken), cancellationToken);
    }

    public Task<CommitResult> CommitAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken)
    {
        TableLimits.CheckCommit(writes);
        return AzureFaults.RunAsync(() => new AzureCommit(client, this, writes).RunAsync(cancellationToken), cancellationToken);
    }

    public Task<TablePage> QueryAsync(TableQuery query, CancellationToken cancellationToken)
    {
        TableLimits.CheckQuery(query);
        return AzureFaults.RunAsync(() => PageAsync(query, cancellationToken), cancellationToken);
    }

    /// <summary>The row or null; faults as the SDK throws them.</summary>
    internal async Task<TableRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        var found = await client.GetEntityIfExistsAsync<TableEntity>(partitionKey, rowKey, null, cancellationToken);
        return found.HasValue ? AzureRows.ToRow(found.Value!) : null;
    }

    /// <summary>One request: a page of rows of the range, ascending.</summary>
    internal async Task<TablePage> ReadAsync(TableQuery query, KeyRange range, int limit, string? token, CancellationToken cancellationToken)
    {
        var pages = client.QueryAsync<TableEntity>(AzureFilter.Of(query, range.From, range.To), limit, AzureFilter.Select(query), cancellationToken);
        try
        {
            await foreach (var page in pages.AsPages(token, limit))
            {
                var rows = page.Values.Select(AzureRows.ToRow).ToList();
                if (query.Select is not null)
                    await CompleteTextsAsync(rows, query.Select, cancellationToken);
                return new TablePage(rows, page.ContinuationToken, page.Values.Count);
            }
        }
        catch (RequestFailedException missing) when (AzureFaults.IsMissingTable(missing))
        {
        }

        return new TablePage([], null, 0);
    }

    private Task<TablePage> PageAsync(TableQuery query, CancellationToken cancellationToken)
    {
        if (query.Where.Any(condition => condition.AnyOf.Count == 0))
            return Task.FromResult(new TablePage([], null, 0));
        return query.Descending
            ? new AzureDescending(this, query).PageAsync(cancellationToken)
            : ReadAsync(query, new KeyRange(query.From, query.To), query.Limit, query.Continuation, cancellationToken);
    }

    /// <summary>A selected text that fills its first two cells is read again whole: rare, and cheaper than asking for sixteen cells of each.</summary>
    private async Task CompleteTextsAsync(List<TableRow> rows, IReadOnlyList<string> select, CancellationToken cancellationToken)
    {
        for (var i = rows.Count - 1; i >= 0; i--)
        {
            var row = rows[i];
            if (!select.Any(name => row.GetString($"{name}_1")?.Length >= FullPart))
                continue;
            if (await FindAsync(row.PartitionKey, row.RowKey, cancellationToken) is not { } whole)
                rows.RemoveAt(i);
            else
                rows[i] = Project(whole, select);
        }
    }

    private static TableRow Project(TableRow row, IReadOnlyList<string> select)
    {
        var projected = new TableRow(row.PartitionKey, row.RowKey, row.ETag);
        foreach (var name in select)
            projected.CopyText(row, name);
        return projected;
    }
}
