using Microsoft.Azure.Functions.Worker;
using NotiLog.Agents;
using NotiLog.Live;
using NotiLog.Schedule;

namespace NotiLog.Functions.Live;

/// <summary>An agent has opened its live connection: no more than a hint that it is there.</summary>
public sealed class ConnectAgent(AgentHeartbeats heartbeats, LiveFeed live)
{
    [Function(nameof(ConnectAgent))]
    public async Task<AgentSignals> RunAsync(
        [SignalRTrigger(Hubs.Agents, Hubs.Connections, "connected")] SignalRInvocationContext invocation, CancellationToken cancellationToken)
    {
        var outgoing = new Outgoing();
        if (Hubs.AgentOf(invocation) is { } agentId)
            await heartbeats.ConnectedAsync(agentId, invocation.ConnectionId, outgoing, cancellationToken);
        return await AgentSignals.OfAsync(outgoing, live);
    }
}
