using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Events;
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

    public static AgentOutput Of(IActionResult answer, Outgoing? outgoing = null) => new() { Answer = answer, Hints = outgoing?.For(OutboxSweep.Queue) };
}
