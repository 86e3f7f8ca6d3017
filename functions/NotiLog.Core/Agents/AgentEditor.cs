using System.Text.Json;
using NotiLog.Access;
using NotiLog.Common;
using NotiLog.Events;
using NotiLog.Liveness;
using NotiLog.Requests;
using NotiLog.Schedule;
using NotiLog.Tables;

namespace NotiLog.Agents;

/// <summary>Makes, changes and ends agents on request; each change is told by an audit event.</summary>
public sealed class AgentEditor(AgentStore store, AgentUpdates updates, KeyCache keys, AuditLog audit, DueTable dueTable)
{
    /// <summary>How long the keys before new ones are still accepted.</summary>
    public static readonly TimeSpan KeyOverlap = TimeSpan.FromHours(1);

    private static readonly Problem NameTaken =
        new(ProblemKind.Conflict, "An agent of this name exists already; names are unique, upper and lower case being the same.");

    /// <summary>The agent with its key; a <see cref="ProblemKind.Conflict"/> when the name is taken.</summary>
    public async Task<Result<Issued<Agent>>> CreateAsync(AgentRequest request, Caller by, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var ticket = await BeginAsync(cancellationToken);
        var id = ticket.Id;
        var agent = new Agent(id, request.Name, new Life(LifeState.New, ticket.At), request.Expected, ticket.At, by.Name, null);
        var key = AccessKey.New(AccessKey.AgentPrefix, id, out var hash);
        var row = AgentRows.NewRow(agent, hash);
        var entry = EntryOf(agent, "created", by);
        var commit = await store.Table.CommitAsync(
            [TableWrite.Insert(row), TableWrite.Insert(AgentRows.NameRow(agent.Name, id)), ticket.Write(entry)], cancellationToken);
        if (!commit.Committed)
            return NameTaken;
        await TellAsync(ticket, entry, outgoing);
        return new Issued<Agent>(AgentRows.FromRow(row), key);
    }

    /// <summary>Changes what the body names (<see cref="AgentPatch"/>). Null when there is no such agent.</summary>
    public async Task<Result<Agent>?> PatchAsync(Guid id, JsonElement body, Caller by, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var read = await store.ReadAsync(id, cancellationToken);
        var wanted = AgentPatch.Read(body, read is null ? AgentPatch.AnyAgent : AgentRows.FromRow(read));
        if (wanted.Problem is { } unreadable)
            return unreadable;
        if (read is null)
            return null;
        if (await IsTakenAsync(wanted.Value.Name, id, cancellationToken))
            return NameTaken;
        try
        {
            return await ChangeAsync(id, "changed", by, Patch, outgoing, cancellationToken);
        }
        finally
        {
            keys.Forget(id);
        }

        Problem? Patch(AgentTurn turn)
        {
            var patch = AgentPatch.Read(body, turn.Agent);
            if (patch.Problem is { } faulty)
                return faulty;
            Rename(turn, patch.Value.Name);
            var before = turn.Agent.Answer(turn.Now);
            turn.Agent = turn.Agent with { Expected = patch.Value.Expected, Settings = patch.Value.Settings };
            turn.Configures = JsonSerializer.Serialize(before) != JsonSerializer.Serialize(turn.Agent.Answer(turn.Now));
            AgentRows.SetSettings(turn.Agent.Expected.ToRow(turn.Row), turn.Agent.Settings);
            return null;
        }
    }

    /// <summary>Nothing is expected of it until it is resumed. Null when there is no such agent.</summary>
    public Task<Result<Agent>?> PauseAsync(Guid id, Caller by, Outgoing outgoing, CancellationToken cancellationToken) =>
        ChangeAsync(id, "paused", by, turn => Become(turn, turn.Agent.Life.Paused(turn.Now)), outgoing, cancellationToken);

    /// <summary>As new: expected again when it has been heard. Null when there is no such agent.</summary>
    public Task<Result<Agent>?> ResumeAsync(Guid id, Caller by, Outgoing outgoing, CancellationToken cancellationToken) =>
        ChangeAsync(id, "resumed", by, turn => Become(turn, turn.Agent.Life.Resumed(turn.Now)), outgoing, cancellationToken);

    /// <summary>New keys; the ones before work for <see cref="KeyOverlap"/> more, those before them no longer. Null when there is no such agent.</summary>
    public async Task<Result<Issued<Agent>>?> RotateKeyAsync(Guid id, Caller by, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var key = AccessKey.New(AccessKey.AgentPrefix, id, out var hash);
        try
        {
            var changed = await ChangeAsync(id, "given a new key", by, Rotate, outgoing, cancellationToken);
            if (changed is not { } result)
                return null;
            return result.Problem is { } problem ? problem : new Issued<Agent>(result.Value, key);
        }
        finally
        {
            keys.Forget(id);
        }

        Problem? Rotate(AgentTurn turn)
        {
            AgentRows.Rotate(turn.Row, hash, turn.Now + KeyOverlap);
            var written = AgentRows.FromRow(turn.Row);
            turn.Agent = turn.Agent with { PreviousKeyUntil = written.PreviousKeyUntil, PingKey = written.PingKey };
            return null;
        }
    }

    /// <summary>Ends the agent, its keys, its history and the reservation of its name. Null when done, else the problem.</summary>
    public async Task<Problem?> DeleteAsync(Guid id, Caller by, CancellationToken cancellationToken)
    {
        var ticket = await BeginAsync(cancellationToken);
        // Looks at the agent once more, and removes what is left of it should this process die first.
        var look = new DueRow(ticket.At, AgentUpdates.LookKind, AgentRows.KeyOf(id));
        while (await store.ReadAsync(id, cancellationToken) is { } row)
        {
            var agent = AgentRows.FromRow(row);
            var entry = EntryOf(agent, "deleted", by);
            await updates.TellAsync(row, new Outgoing(), cancellationToken);
            await dueTable.AddAsync(look, cancellationToken);
            if (!await TryDeleteAsync(row, agent, ticket.Write(entry), cancellationToken))
                continue;
            await AgentRemains.RemoveAsync(store.Table, id, cancellationToken);
            await audit.TellAsync(ticket, entry);
            return null;
        }

        return NotFound;
    }

    public static Problem NotFound => Problem.NotFound("There is no such agent.");

    private async Task<bool> TryDeleteAsync(TableRow row, Agent agent, TableWrite told, CancellationToken cancellationToken)
    {
        try
        {
            return (await store.Table.CommitAsync(
                [
                    TableWrite.Delete(AgentRows.Partition, row.RowKey, row.ETag),
                    TableWrite.Delete(AgentRows.Partition, AgentRows.NameKeyOf(agent.Name)),
                    told,
                ],
                cancellationToken)).Committed;
        }
        finally
        {
            // A commit without an answer may have happened.
            keys.Forget(agent.Id);
            store.Forget(agent.Id);
        }
    }

    /// <summary>Changes an agent and tells of it.</summary>
    private async Task<Result<Agent>?> ChangeAsync(
        Guid id, string change, Caller by, Func<AgentTurn, Problem?> step, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var ticket = await BeginAsync(cancellationToken);
        AuditEntry? entry = null;
        var changed = await updates.ChangeAsync(id, Told, outgoing, cancellationToken);
        if (changed is { Succeeded: true })
            await TellAsync(ticket, entry!, outgoing);
        return changed;

        Problem? Told(AgentTurn turn)
        {
            if (step(turn) is { } problem)
                return problem;
            entry = EntryOf(turn.Agent, change, by);
            turn.Beside.Add(ticket.Write(entry));
            return null;
        }
    }

    private static Problem? Become(AgentTurn turn, Life life)
    {
        turn.Become(life);
        return null;
    }

    private static void Rename(AgentTurn turn, string name)
    {
        var (before, after) = (AgentRows.NameKeyOf(turn.Agent.Name), AgentRows.NameKeyOf(name));
        if (before != after)
        {
            turn.Beside.Add(TableWrite.Delete(AgentRows.Partition, before));
            turn.Beside.Add(TableWrite.Insert(AgentRows.NameRow(name, turn.Agent.Id)));
        }

        turn.Row.Set("name", name);
        turn.Agent = turn.Agent with { Name = name };
    }

    private async Task<bool> IsTakenAsync(string name, Guid by, CancellationToken cancellationToken) =>
        await store.Table.GetAsync(AgentRows.Partition, AgentRows.NameKeyOf(name), cancellationToken) is { } row
        && row.GetString("agentId") != AgentRows.KeyOf(by);

    private Task<AuditTicket> BeginAsync(CancellationToken cancellationToken) => audit.BeginAsync(AgentRows.Table, AgentRows.Partition, cancellationToken);

    private async Task TellAsync(AuditTicket ticket, AuditEntry entry, Outgoing outgoing)
    {
        foreach (var hint in await audit.TellAsync(ticket, entry))
            outgoing.Add(OutboxSweep.Queue, hint.ToJson());
    }

    private static AuditEntry EntryOf(Agent agent, string change, Caller by)
    {
        using var text = new JsonText();
        text.Writer.WriteStartObject();
        text.Writer.WriteString("agentId", agent.Id);
        text.Writer.WriteString("agent", agent.Name);
        text.Writer.WriteString("change", change);
        text.Writer.WriteString("by", by.Name);
        text.Writer.WriteEndObject();
        return new(by.Name, $"agent {agent.Name} {change} by {by.Name}", text.ToText());
    }
}
