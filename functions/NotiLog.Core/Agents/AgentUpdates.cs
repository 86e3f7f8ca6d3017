using NotiLog.Events;
using NotiLog.Liveness;
using NotiLog.Requests;
using NotiLog.Schedule;
using NotiLog.Tables;

namespace NotiLog.Agents;

/// <summary>Every change of an agent's row goes through here, won by ETag or tried again; what it raises is told once.</summary>
public sealed class AgentUpdates(AgentStore store, LifeUpdates updates)
{
    internal const string LookKind = "agent";

    internal const string TellKind = "agent-told";

    private const int Tries = 20;

    /// <summary>Commits what <paramref name="step"/> makes of the agent, tells what it raises, and says to <paramref name="outgoing"/> what has changed.</summary>
    /// <param name="step">May run several times; a problem ends it without a change.</param>
    /// <returns>The agent as it is then; null when there is none.</returns>
    internal Task<Result<Agent>?> ChangeAsync(Guid id, Func<AgentTurn, Problem?> step, Outgoing outgoing, CancellationToken cancellationToken) =>
        ChangeAsync(id, step, isLook: false, outgoing, cancellationToken);

    /// <summary>Likewise, by the due-row that the agent knows: it is dropped afterwards, so the next is written.</summary>
    internal Task<Result<Agent>?> LookAsync(Guid id, Func<AgentTurn, Problem?> step, Outgoing outgoing, CancellationToken cancellationToken) =>
        ChangeAsync(id, step, isLook: true, outgoing, cancellationToken);

    /// <summary>Tells what waits in the row as read; false when somebody came between, who has to do it again.</summary>
    internal Task<bool> TellAsync(TableRow row, Outgoing outgoing, CancellationToken cancellationToken) =>
        updates.TellAsync(store.Rows, OwnerOf(AgentRows.IdOf(row)), row, outgoing, cancellationToken);

    private async Task<Result<Agent>?> ChangeAsync(Guid id, Func<AgentTurn, Problem?> step, bool isLook, Outgoing outgoing, CancellationToken cancellationToken)
    {
        for (var i = 0; i < Tries; i++)
        {
            if (await (i == 0 && !isLook ? store.RecallAsync(id, cancellationToken) : new(store.ReadAsync(id, cancellationToken))) is not { } row)
                return null;
            var turn = new AgentTurn(row, updates.Now, await updates.WatchedSinceAsync(cancellationToken)) { Looks = isLook };
            if (step(turn) is { } problem)
                return problem;
            if (!await updates.CommitAsync(store.Rows, OwnerOf(id), turn, outgoing, cancellationToken))
                continue;
            Show(turn, outgoing);
            return turn.Agent;
        }

        return new Problem(ProblemKind.Conflict, "The agent is being changed by others; try again.");
    }

    private static void Show(AgentTurn turn, Outgoing outgoing)
    {
        if (turn.Shows)
            outgoing.Add(AgentChanged.Topic, AgentChanged.Of(turn.Agent).ToJson());
        if (turn.Configures && turn.Agent.Connected)
            outgoing.Add(AgentConfigured.Topic, new AgentConfigured(turn.Agent.Id, turn.Agent.Answer(turn.Now)).ToJson());
    }

    private static LifeOwner OwnerOf(Guid id) =>
        new(LookKind, TellKind, AgentRows.KeyOf(id), new Sender($"agent/{AgentRows.KeyOf(id)}", AuditLog.Service, id), AgentRows.KeyOf(id));
}
