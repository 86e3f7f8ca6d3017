using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using NotiLog.Events;
using NotiLog.Telemetry;

namespace NotiLog.Functions.Notifications;

/// <summary>A hint that could not be routed ten times. Nothing is lost: the sweep hints at its outbox row again, and parks it with the reason in the end.</summary>
public sealed class LogDeadEvents(ILogger<LogDeadEvents> logger)
{
    [Function(nameof(LogDeadEvents))]
    public void Run([ServiceBusTrigger(OutboxSweep.Queue + "/$DeadLetterQueue", Connection = "ServiceBus")] string message)
    {
        Measures.Dead.Add(1, Measures.Tag("queue", OutboxSweep.Queue));
        logger.LogError("The queue gave up on the hint {Message}; the sweep will hint again", message);
    }
}
