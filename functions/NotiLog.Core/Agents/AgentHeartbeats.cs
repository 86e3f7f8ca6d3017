using NotiLog.Requests;
using NotiLog.Schedule;

namespace NotiLog.Agents;

/// <summary>
/// Agents that are heard, and what speaks for their silence. Whatever has changed goes to <see cref="Outgoing"/>: queue messages for the events that tell of it,
/// <see cref="AgentChanged"/> and <see cref="AgentConfigured"/>. A heartbeat that changes nothing is one storage operation, two when another was first.
/// </summary>
public sealed class AgentHeartbeats(AgentUpdates updates)
{
    /// <summary>Takes a heartbeat; what it is answered, or null when there is no such agent. A paused one stays paused.</summary>
    /// <param name="connectionId">The live connection that it came by; null when it came by HTTPS.</param>
    /// <exception cref="Tables.TablesUnavailableException">It may not have been heard.</exception>
    public async Task<Result<HeartbeatAnswer>?> BeatAsync(
        Guid agentId, Heartbeat beat, string? connectionId, Outgoing outgoing, CancellationToken cancellationToken)
    {
        DateTimeOffset now = default;
        var heard = await updates.ChangeAsync(agentId, turn => Hear(turn, beat, connectionId, out now), outgoing, cancellationToken);
        if (heard is not { } result)
            return null;
        return result.Problem is { } problem ? problem : result.Value.Answer(now);
    }

    /// <summary>It holds a live connection now: a hint that it was silent is taken back, and that is all. False when there is no such agent.</summary>
    public async Task<bool> ConnectedAsync(Guid agentId, string connectionId, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var changed = await updates.ChangeAsync(agentId, Connect, outgoing, cancellationToken);
        return changed is not null;

        Problem? Connect(AgentTurn turn)
        {
            turn.Connect(connectionId);
            turn.Become(turn.Agent.Life.Unhinted().At(turn.Now, turn.WatchedSince, turn.Agent.Expected));
            return null;
        }
    }

    /// <summary>Its live connection has ended: late at once, down after its grace unless it is heard. Nothing when it holds a newer connection.</summary>
    public Task DisconnectedAsync(Guid agentId, string connectionId, Outgoing outgoing, CancellationToken cancellationToken)
    {
        return updates.ChangeAsync(agentId, Disconnect, outgoing, cancellationToken);

        Problem? Disconnect(AgentTurn turn)
        {
            if (turn.Row.GetString("connection") != connectionId)
                return null;
            turn.Connect(null);
            turn.Become(turn.Agent.Life.Hinted(turn.Now));
            return null;
        }
    }

    private static Problem? Hear(AgentTurn turn, Heartbeat beat, string? connectionId, out DateTimeOffset now)
    {
        now = turn.Now;
        if (connectionId is not null)
            turn.Connect(connectionId);
        var known = turn.Agent.Report?.Processes ?? [];
        var report = new AgentReport(beat.Version, beat.Host, beat.Os, beat.StartedAt, beat.Buffered, beat.Dropped, turn.Now, known);
        turn.Agent = turn.Agent with { Report = report };
        turn.Become(turn.Agent.Life.Heard(turn.Now));
        report = report with { Processes = ProcessChanges.Follow(turn, beat.Processes) };
        turn.Agent = turn.Agent with { Report = report };
        AgentRows.SetReport(turn.Row, report);
        return null;
    }
}
