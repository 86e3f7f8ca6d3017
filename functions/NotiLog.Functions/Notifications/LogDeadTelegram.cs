using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using NotiLog.Telemetry;

namespace NotiLog.Functions.Notifications;

/// <summary>A message that was redelivered in vain. Nothing is lost: the delivery's due-row brings it back.</summary>
public sealed class LogDeadTelegram(ILogger<LogDeadTelegram> logger)
{
    [Function(nameof(LogDeadTelegram))]
    public void Run([ServiceBusTrigger("deliver-telegram/$DeadLetterQueue", Connection = "ServiceBus")] string message)
    {
        Measures.Dead.Add(1, Measures.Tag("queue", "deliver-telegram"));
        logger.LogError("The queue deliver-telegram gave up on {Message}; the schedule will send it again", message);
    }
}
