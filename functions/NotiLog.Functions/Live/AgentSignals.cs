using Microsoft.Azure.Functions.Worker;
using NotiLog.Events;
using NotiLog.Live;
using NotiLog.Schedule;

namespace NotiLog.Functions.Live;

/// <summary>What goes out because an agent did something on its live connection; null sends nothing.</summary>
public sealed class AgentSignals
{
    /// <summary>For <c>RouteEvents</c>; only hints, since the outbox holds the truth.</summary>
    [ServiceBusOutput(OutboxSweep.Queue, Connection = "ServiceBus")]
    public string[]? Hints { get; set; }

    [SignalROutput(HubName = Hubs.Agents)]
    public SignalRMessageAction[]? Agents { get; set; }

    [SignalROutput(HubName = Hubs.Live)]
    public SignalRMessageAction[]? Live { get; set; }

    /// <param name="answer">For the agent, before all others.</param>
    public static async ValueTask<AgentSignals> OfAsync(Outgoing outgoing, LiveFeed live, SignalRMessageAction? answer = null)
    {
        var others = outgoing.ForAgents();
        return new()
        {
            Hints = outgoing.For(OutboxSweep.Queue),
            Agents = answer is null ? others : [answer, .. others ?? []],
            Live = await live.ForBrowsersAsync(outgoing),
        };
    }
}
