using NotiLog.Tables;

namespace NotiLog.Local.Tables;

internal sealed class SqliteTable(string name, SqliteCatalogue catalogue, SqliteWriter writer, SqliteReaders readers) : ITable
{
    public string Name => name;

    public Task<TableRow?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        TableLimits.CheckKey(partitionKey);
        TableLimits.CheckKey(rowKey);
        return ReadAsync((reader, table) => reader.Get(table, partitionKey, rowKey), null, cancellationToken);
    }

    public Task<CommitResult> CommitAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken)
    {
        TableLimits.CheckCommit(writes);
        cancellationToken.ThrowIfCancellationRequested();
        var answer = writer.EnqueueAsync(new SqliteCommit(name, writes, cancellationToken));
        return cancellationToken.CanBeCanceled ? answer.WaitAsync(cancellationToken) : answer;
    }

    /// <summary>Keys are in the order of UTF-8 bytes: that of UTF-16 but for characters beyond U+FFFF against U+E000..U+FFFF.</summary>
    public Task<TablePage> QueryAsync(TableQuery query, CancellationToken cancellationToken)
    {
        TableLimits.CheckQuery(query);
        return ReadAsync((reader, table) => reader.Query(table, query, cancellationToken), new TablePage([], null, 0), cancellationToken);
    }

    /// <param name="nothing">The answer of a table that does not exist.</param>
    private async Task<T> ReadAsync<T>(Func<SqliteReader, long, T> read, T nothing, CancellationToken cancellationToken)
    {
        if (catalogue.Find(name) is not { } table)
            return nothing;
        using var loan = await readers.BorrowAsync(cancellationToken);
        try
        {
            return read(loan.Reader, table);
        }
        catch (TablesUnavailableException) when (catalogue.Find(name) != table)
        {
            // Dropped in between.
            return nothing;
        }
    }
}
