using System.Collections.Concurrent;
using NotiLog.Tables;

namespace NotiLog.Liveness;

/// <summary>
/// Rows that are written often and by several. What this process has read or written last is remembered, so that a write need not read first:
/// a row that has changed meanwhile elsewhere makes its commit conflict, and only then it is read.
/// </summary>
internal sealed class KnownRows(ITable table)
{
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<(string Partition, string Row), TableRow> known = new();

    public ITable Table => table;

    /// <summary>As it is in storage, or null.</summary>
    public async Task<TableRow?> ReadAsync(string partition, string key, CancellationToken cancellationToken)
    {
        var row = await table.GetAsync(partition, key, cancellationToken);
        Remember((partition, key), row);
        return row;
    }

    /// <summary>As it was when this process saw it last, or as it is.</summary>
    public ValueTask<TableRow?> RecallAsync(string partition, string key, CancellationToken cancellationToken) =>
        known.TryGetValue((partition, key), out var row) ? new(row) : new(ReadAsync(partition, key, cancellationToken));

    /// <summary>The first row as it is then, or null when it had changed: read it and try again.</summary>
    /// <param name="writes">The first is of the row that is known here.</param>
    public async Task<TableRow?> CommitAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken)
    {
        var key = (writes[0].Row.PartitionKey, writes[0].Row.RowKey);
        known.TryRemove(key, out _);
        var result = await table.CommitAsync(writes, cancellationToken);
        if (!result.Committed)
            return null;
        var row = writes[0].Row.WithETag(result.ETags[0]);
        Remember(key, row);
        return row;
    }

    public void Forget(string partition, string key) => known.TryRemove((partition, key), out _);

    private void Remember((string, string) key, TableRow? row)
    {
        if (row is null)
            known.TryRemove(key, out _);
        else if (known.Count < Most || known.ContainsKey(key))
            known[key] = row;
    }
}
