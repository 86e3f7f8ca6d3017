using System.Runtime.CompilerServices;

namespace NotiLog.Tables;

public static class TableQueries
{
    /// <summary>All rows of the query's range, page after page, from its continuation on.</summary>
    public static async IAsyncEnumerable<TableRow> QueryAllAsync(
        this ITable table, TableQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (TableQuery? next = query; next is not null;)
        {
            var page = await table.QueryAsync(next, cancellationToken);
            foreach (var row in page.Rows)
                yield return row;
            next = page.Continuation is null ? null : query with { Continuation = page.Continuation };
        }
    }

    /// <summary>Deletes all rows of the query's range.</summary>
    public static async Task DeleteAllAsync(this ITable table, TableQuery query, CancellationToken cancellationToken)
    {
        for (TableQuery? next = query with { Limit = TableLimits.RowsPerCommit, Select = [] }; next is not null;)
        {
            var page = await table.QueryAsync(next, cancellationToken);
            if (page.Rows.Count > 0)
                await table.CommitAsync([.. page.Rows.Select(row => TableWrite.Delete(row.PartitionKey, row.RowKey))], cancellationToken);
            next = page.Continuation is null ? null : next with { Continuation = page.Continuation };
        }
    }
}
