using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using NotiLog.Telemetry;

namespace NotiLog.Functions.Notifications;

/// <summary>A message that was redelivered in vain. Nothing is lost: the delivery's due-row brings it back.</summary>
public sealed class LogDeadKafka(ILogger<LogDeadKafka> logger)
{
    [Function(nameof(LogDeadKafka))]
    public void Run([ServiceBusTrigger("deliver-kafka/$DeadLetterQueue", Connection = "ServiceBus")] string message)
    {
        Measures.Dead.Add(1, Measures.Tag("queue", "deliver-kafka"));
        logger.LogError("The queue deliver-kafka gave up on {Message}; the schedule will send it again", message);
    }
}
