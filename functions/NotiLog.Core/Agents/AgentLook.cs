using NotiLog.Liveness;
using NotiLog.Schedule;
using NotiLog.Tables;

namespace NotiLog.Agents;

/// <summary>
/// Looks at an agent when its deadline may have passed. Heartbeats do not move the due-row: it fires, sees when the agent was heard last, and sets the next.
/// </summary>
public sealed class AgentLook(AgentStore store, AgentUpdates updates) : IDueWork
{
    public string Kind => AgentUpdates.LookKind;

    public async Task RunAsync(DueRow row, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var id = Guid.ParseExact(row.Reference, "N");
        if (await store.ReadAsync(id, cancellationToken) is not { } read)
        {
            await AgentRemains.RemoveAsync(store.Table, id, cancellationToken);
            return;
        }

        if (Life.FromRow(read).DueAt != row.At)
            return;
        var looked = await updates.LookAsync(id, turn => Look(turn, row), outgoing, cancellationToken);
        if (looked is { Problem: { } problem })
            throw new TablesUnavailableException(problem.Detail);
    }

    private static Requests.Problem? Look(AgentTurn turn, DueRow row)
    {
        if (turn.Life.DueAt == row.At)
            turn.Become(turn.Life.At(turn.Now, turn.WatchedSince, turn.Agent.Expected));
        // After a crash nobody says that a connection has ended.
        if (turn.Life.State == LifeState.Down)
            turn.Connect(null);
        return null;
    }
}

/// <summary>Tells what waits in an agent's row when whoever put it there could not.</summary>
public sealed class AgentTelling(AgentStore store, AgentUpdates updates) : IDueWork
{
    public string Kind => AgentUpdates.TellKind;

    public async Task RunAsync(DueRow row, Outgoing outgoing, CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(Guid.ParseExact(row.Reference, "N"), cancellationToken) is { } read && !await updates.TellAsync(read, outgoing, cancellationToken))
            throw new TablesUnavailableException("The agent is being changed by others.");
    }
}

/// <summary>Rows that only make sense beside an agent's own.</summary>
internal static class AgentRemains
{
    public static async Task RemoveAsync(ITable table, Guid agentId, CancellationToken cancellationToken)
    {
        await table.DeleteAllAsync(AgentHistory.RowsOf(agentId), cancellationToken);
        await table.DeleteAllAsync(PingRows.RowsOf(agentId), cancellationToken);
    }
}
