using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Events;
using NotiLog.Functions.Live;
using NotiLog.Live;
using NotiLog.Schedule;

namespace NotiLog.Functions.Agents;

/// <summary>The answer to a call that may change agents, and what goes out because of it.</summary>
public sealed class AgentOutput
{
    /// <summary>With a body, so that the queue can neither slow it nor fail it.</summary>
    [HttpResult]
    public IActionResult Answer { get; set; } = null!;

    /// <summary>For <c>RouteEvents</c>; only hints, since the outbox holds the truth.</summary>
    [ServiceBusOutput(OutboxSweep.Queue, Connection = "ServiceBus")]
    public string[]? Hints { get; set; }

    /// <summary>Those that are connected and have something to learn.</summary>
    [SignalROutput(HubName = Hubs.Agents)]
    public SignalRMessageAction[]? Agents { get; set; }

    [SignalROutput(HubName = Hubs.Live)]
    public SignalRMessageAction[]? Live { get; set; }

    /// <summary>Nothing has changed.</summary>
    public static AgentOutput Of(IActionResult answer) => new() { Answer = answer };

    public static async ValueTask<AgentOutput> OfAsync(IActionResult answer, Outgoing outgoing, LiveFeed live) => new()
    {
        Answer = answer,
        Hints = outgoing.For(OutboxSweep.Queue),
        Agents = outgoing.ForAgents(),
        Live = await live.ForBrowsersAsync(outgoing),
    };
}
