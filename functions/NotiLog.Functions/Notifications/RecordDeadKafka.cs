using Microsoft.Azure.Functions.Worker;
using NotiLog.Notifications;

namespace NotiLog.Functions.Notifications;

public sealed class RecordDeadKafka(Deliverer deliverer)
{
    [Function(nameof(RecordDeadKafka))]
    public Task RunAsync([ServiceBusTrigger("deliver-kafka/$DeadLetterQueue", Connection = "ServiceBus")] string message, CancellationToken cancellationToken) =>
        deliverer.RecordDeadLetterAsync(DeliverMessage.FromJson(message), cancellationToken);
}
