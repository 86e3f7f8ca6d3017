using Microsoft.Extensions.Logging;
using NotiLog.Events;
using NotiLog.Liveness;
using NotiLog.Requests;
using NotiLog.Schedule;
using NotiLog.Tables;

namespace NotiLog.Agents;

/// <summary>
/// Every change of an agent's row goes through here, won by ETag or tried again. A change that is told of lies in the row with the event that tells it;
/// the event is stored next and then leaves the row, and until then whoever touches the row does the same: it is told once, whoever dies when.
/// </summary>
public sealed class AgentUpdates(AgentStore store, DueTable dueTable, EventIngest ingest, Clock clock, DispatchContext context)
{
    /// <summary>Due-rows that look at an agent's deadlines.</summary>
    internal const string LookKind = "agent";

    /// <summary>Due-rows that see to it that what waits in an agent's row is told.</summary>
    internal const string TellKind = "agent-told";

    private const int Tries = 20;

    /// <summary>A look that is so late was lost; a heartbeat sets the next.</summary>
    private static readonly TimeSpan Overdue = TimeSpan.FromMinutes(10);

    private DateTimeOffset Now => context.Time.GetUtcNow();

    /// <summary>Commits what <paramref name="step"/> makes of the agent, tells what it raises, and says to <paramref name="outgoing"/> what has changed.</summary>
    /// <param name="step">May run several times; a problem ends it without a change.</param>
    /// <returns>The agent as it is then; null when there is none.</returns>
    internal Task<Result<Agent>?> ChangeAsync(Guid id, Func<AgentTurn, Problem?> step, Outgoing outgoing, CancellationToken cancellationToken) =>
        ChangeAsync(id, step, isLook: false, outgoing, cancellationToken);

    /// <summary>Likewise, by the due-row that the agent knows: it is dropped afterwards, so the next is written.</summary>
    internal Task<Result<Agent>?> LookAsync(Guid id, Func<AgentTurn, Problem?> step, Outgoing outgoing, CancellationToken cancellationToken) =>
        ChangeAsync(id, step, isLook: true, outgoing, cancellationToken);

    /// <summary>Stores the events that wait in the row and takes them out of it; false when somebody came between who has to do it again. Fails when storage does not answer.</summary>
    internal async Task<bool> TellAsync(TableRow row, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var waiting = RaisedEvent.In(row);
        if (waiting.Count == 0)
            return true;
        var agent = AgentRows.FromRow(row);
        var sender = new Sender($"agent/{AgentRows.KeyOf(agent.Id)}", AuditLog.Service, agent.Id);
        var answer = await ingest.RaiseAsync(waiting.Select(told => told.ToOwn(AgentRows.KeyOf(agent.Id))), sender, cancellationToken);
        foreach (var hint in answer.Hints)
            outgoing.Add(OutboxSweep.Queue, hint.ToJson());
        foreach (var (index, _) in answer.Rejected)
            context.Logger.LogWarning("Not told any more, since it is older than events are kept: {Message}", waiting[index].Message);
        return await store.CommitAsync(agent.Id, [TableWrite.Update(RaisedEvent.Put(row.Copy(), []), row.ETag!)], cancellationToken) is not null;
    }

    private async Task<Result<Agent>?> ChangeAsync(Guid id, Func<AgentTurn, Problem?> step, bool isLook, Outgoing outgoing, CancellationToken cancellationToken)
    {
        for (var i = 0; i < Tries; i++)
        {
            if (await (i == 0 && !isLook ? store.RecallAsync(id, cancellationToken) : new(store.ReadAsync(id, cancellationToken))) is not { } row)
                return null;
            var turn = new AgentTurn(row, Now, await clock.WatchedSinceAsync(cancellationToken)) { Looks = isLook };
            if (step(turn) is { } problem)
                return problem;
            if (await CommitAsync(id, turn, outgoing, cancellationToken))
                return turn.Agent;
        }

        return new Problem(ProblemKind.Conflict, "The agent is being changed by others; try again.");
    }

    private async Task<bool> CommitAsync(Guid id, AgentTurn turn, Outgoing outgoing, CancellationToken cancellationToken)
    {
        if (turn.Arm(Overdue) is { } look)
            await dueTable.AddAsync(new DueRow(look, LookKind, AgentRows.KeyOf(id)), cancellationToken);
        var telling = turn.Raises ? new DueRow(turn.Now + context.Options.HintAfter, TellKind, AgentRows.KeyOf(id)) : null;
        if (telling is not null)
            await dueTable.AddAsync(telling, cancellationToken);
        if (await store.CommitAsync(id, turn.Writes(), cancellationToken) is not { } written)
            return false;
        if (turn.Shows)
            outgoing.Add(AgentChanged.Topic, AgentChanged.Of(turn.Agent).ToJson());
        if (turn.Configures && turn.Agent.Connected)
            outgoing.Add(AgentConfigured.Topic, new AgentConfigured(id, turn.Agent.Answer(turn.Now)).ToJson());
        if (RaisedEvent.In(written).Count > 0)
            await TellNowAsync(written, telling, outgoing);
        return true;
    }

    /// <summary>When storage fails here the change is made all the same; the schedule tells it.</summary>
    private async Task TellNowAsync(TableRow row, DueRow? telling, Outgoing outgoing)
    {
        try
        {
            if (await TellAsync(row, outgoing, CancellationToken.None) && telling is not null)
                await dueTable.TidyAsync(telling, CancellationToken.None);
        }
        catch (TablesUnavailableException e)
        {
            context.Logger.LogWarning("What has become of agent {Agent} is told later by the schedule ({Reason})", row.RowKey, e.Message);
        }
    }
}
