using System.Collections.Concurrent;
using NotiLog.Tables;

namespace NotiLog.Agents;

/// <summary>
/// The rows of agents. What this process has read or written last is remembered, so that a heartbeat need not read first: a row that has
/// changed meanwhile elsewhere makes its commit conflict, and only then it is read.
/// </summary>
public sealed class AgentStore(ITables tables)
{
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<Guid, TableRow> known = new();

    internal ITable Table { get; } = tables.Open(AgentRows.Table);

    /// <summary>As it is in storage, or null.</summary>
    internal async Task<TableRow?> ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        var row = await Table.GetAsync(AgentRows.Partition, AgentRows.KeyOf(id), cancellationToken);
        Remember(id, row);
        return row;
    }

    /// <summary>As it was when this process saw it last, or as it is.</summary>
    internal ValueTask<TableRow?> RecallAsync(Guid id, CancellationToken cancellationToken) =>
        known.TryGetValue(id, out var row) ? new(row) : new(ReadAsync(id, cancellationToken));

    /// <summary>The row as it is then, or null when it had changed: read it and try again.</summary>
    /// <param name="writes">The first is an update of the agent's row.</param>
    internal async Task<TableRow?> CommitAsync(Guid id, IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken)
    {
        known.TryRemove(id, out _);
        var result = await Table.CommitAsync(writes, cancellationToken);
        if (!result.Committed)
            return null;
        var row = writes[0].Row.WithETag(result.ETags[0]);
        Remember(id, row);
        return row;
    }

    internal void Forget(Guid id) => known.TryRemove(id, out _);

    private void Remember(Guid id, TableRow? row)
    {
        if (row is null)
            known.TryRemove(id, out _);
        else if (known.Count < Most || known.ContainsKey(id))
            known[id] = row;
    }
}
