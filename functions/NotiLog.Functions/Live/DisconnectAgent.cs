using Microsoft.Azure.Functions.Worker;
using NotiLog.Agents;
using NotiLog.Live;
using NotiLog.Schedule;

namespace NotiLog.Functions.Live;

/// <summary>An agent's live connection has ended: a hint, not a verdict. It is late at once, and down only after its grace.</summary>
public sealed class DisconnectAgent(AgentHeartbeats heartbeats, LiveFeed live)
{
    [Function(nameof(DisconnectAgent))]
    public async Task<AgentSignals> RunAsync(
        [SignalRTrigger(Hubs.Agents, Hubs.Connections, "disconnected")] SignalRInvocationContext invocation, CancellationToken cancellationToken)
    {
        var outgoing = new Outgoing();
        if (Hubs.AgentOf(invocation) is { } agentId)
            await heartbeats.DisconnectedAsync(agentId, invocation.ConnectionId, outgoing, cancellationToken);
        return await AgentSignals.OfAsync(outgoing, live);
    }
}
