using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Agents;
using NotiLog.Live;
using NotiLog.Requests;
using NotiLog.Schedule;

namespace NotiLog.Functions.Live;

public sealed class ReceiveHeartbeat(AgentHeartbeats heartbeats, LiveFeed live)
{
    /// <summary>
    /// The agent is the connection's user, whatever the arguments say. It is answered by <c>configure</c>, or by <c>refused</c>
    /// (<c>{"detail","errors"}</c>) when there is something wrong with what it sent.
    /// </summary>
    [Function(nameof(ReceiveHeartbeat))]
    public async Task<AgentSignals> RunAsync(
        [SignalRTrigger(Hubs.Agents, Hubs.Messages, "heartbeat")] SignalRInvocationContext invocation, CancellationToken cancellationToken)
    {
        var outgoing = new Outgoing();
        if (Hubs.AgentOf(invocation) is not { } agentId)
            return new AgentSignals();
        var beat = invocation.Arguments is [JsonElement body, ..] ? Heartbeat.Read(body) : Heartbeat.Empty;
        if (beat.Problem is { } unreadable)
            return await AgentSignals.OfAsync(outgoing, live, Refused(unreadable, invocation));
        var heard = await heartbeats.BeatAsync(agentId, beat.Value, invocation.ConnectionId, outgoing, cancellationToken);
        var answer = heard switch
        {
            null => Refused(AgentEditor.NotFound, invocation),
            { Problem: { } problem } => Refused(problem, invocation),
            { Value: var settings } => LiveOutput.Configure(agentId, settings),
        };
        return await AgentSignals.OfAsync(outgoing, live, answer);
    }

    private static SignalRMessageAction Refused(Problem problem, SignalRInvocationContext invocation)
    {
        var message = LiveOutput.Message("refused", new { problem.Detail, Errors = problem.Faults?.ByField });
        message.ConnectionId = invocation.ConnectionId;
        return message;
    }
}
