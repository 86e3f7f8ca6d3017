using NotiLog.Liveness;
using NotiLog.Tables;

namespace NotiLog.Agents;

/// <summary>The rows of agents.</summary>
public sealed class AgentStore(ITables tables)
{
    internal KnownRows Rows { get; } = new(tables.Open(AgentRows.Table));

    internal ITable Table => Rows.Table;

    /// <summary>As it is in storage, or null.</summary>
    internal Task<TableRow?> ReadAsync(Guid id, CancellationToken cancellationToken) =>
        Rows.ReadAsync(AgentRows.Partition, AgentRows.KeyOf(id), cancellationToken);

    /// <summary>As it was when this process saw it last, or as it is.</summary>
    internal ValueTask<TableRow?> RecallAsync(Guid id, CancellationToken cancellationToken) =>
        Rows.RecallAsync(AgentRows.Partition, AgentRows.KeyOf(id), cancellationToken);

    internal void Forget(Guid id) => Rows.Forget(AgentRows.Partition, AgentRows.KeyOf(id));
}
