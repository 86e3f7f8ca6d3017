using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Events;
using NotiLog.Schedule;

namespace NotiLog.Functions.Events;

/// <summary>The answer to a change, and the hints at the event that tells of it.</summary>
public sealed class AuditedOutput
{
    /// <summary>With a body, so that the queue can neither slow it nor fail it.</summary>
    [HttpResult]
    public IActionResult Answer { get; set; } = null!;

    /// <summary>For <c>RouteEvents</c>; only hints, since the outbox holds the truth.</summary>
    [ServiceBusOutput(OutboxSweep.Queue, Connection = "ServiceBus")]
    public string[]? Hints { get; set; }

    public static AuditedOutput Of(IActionResult answer, params IReadOnlyList<RouteMessage> hints) =>
        new() { Answer = answer, Hints = hints.Count == 0 ? null : [.. hints.Select(hint => hint.ToJson())] };

    public static AuditedOutput Of(IActionResult answer, Outgoing outgoing) => new() { Answer = answer, Hints = outgoing.For(OutboxSweep.Queue) };
}
