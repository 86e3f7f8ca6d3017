using NotiLog.Liveness;
using NotiLog.Requests;
using NotiLog.Schedule;

namespace NotiLog.Agents;

/// <summary>Pings of jobs that run without an agent's software.</summary>
public sealed class AgentPings(AgentStore store, AgentUpdates updates, TimeProvider time)
{
    private const int LinesTold = 5;
    private const int LongestTold = 600;

    /// <summary>Takes a ping; false when its key opens nothing. A failure takes the agent down at once, an end brings it back.</summary>
    public async Task<Result<bool>> TakeAsync(string pingKey, AgentPing ping, Outgoing outgoing, CancellationToken cancellationToken)
    {
        if (!PingKey.TryParse(pingKey, out var id, out var secret))
            return false;
        if (await store.ReadAsync(id, cancellationToken) is not { } row || !PingKey.Opens(row, secret, time.GetUtcNow()))
            return false;
        var taken = await updates.ChangeAsync(id, turn => Take(turn, ping), outgoing, cancellationToken);
        return taken is { Problem: { } problem } ? problem : taken is not null;
    }

    /// <summary>The last 50, newest first; null when there is no such agent.</summary>
    public async Task<IReadOnlyList<KeptPing>?> LastAsync(Guid agentId, CancellationToken cancellationToken) =>
        await store.ReadAsync(agentId, cancellationToken) is null ? null : await PingRows.ReadAsync(store.Table, agentId, cancellationToken);

    private static Problem? Take(AgentTurn turn, AgentPing ping)
    {
        var life = turn.Agent.Life;
        var duration = ping.Kind == PingKind.Start ? null : turn.Now - life.RunSince;
        PingRows.Keep(turn, new(turn.Now, ping, duration));
        turn.Become(
            ping.Kind switch
            {
                PingKind.Start => life.Started(turn.Now),
                PingKind.Fail => life.Failed(turn.Now),
                _ => life.Heard(turn.Now),
            },
            ping.Kind == PingKind.Fail ? Failure(ping, duration) : null);
        return null;
    }

    private static AgentFailure Failure(AgentPing ping, TimeSpan? duration)
    {
        var after = duration is { } ran ? $" after {Spoken.Span(ran)}" : "";
        var said = ping.ExitCode is { } code ? $"exit code {code}" : "it says that it failed";
        var lines = (ping.Body ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(LinesTold);
        var last = string.Join('\n', lines);
        if (last.Length > LongestTold)
            last = $"…{last[^(char.IsLowSurrogate(last[^LongestTold]) ? LongestTold - 1 : LongestTold)..]}";
        return new(last.Length == 0 ? said + after : $"{said}{after}\n{last}", ping.ExitCode);
    }
}
