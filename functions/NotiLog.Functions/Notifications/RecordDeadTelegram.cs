using Microsoft.Azure.Functions.Worker;
using NotiLog.Notifications;

namespace NotiLog.Functions.Notifications;

public sealed class RecordDeadTelegram(Deliverer deliverer)
{
    [Function(nameof(RecordDeadTelegram))]
    public Task RunAsync([ServiceBusTrigger("deliver-telegram/$DeadLetterQueue", Connection = "ServiceBus")] string message, CancellationToken cancellationToken) =>
        deliverer.RecordDeadLetterAsync(DeliverMessage.FromJson(message), cancellationToken);
}
