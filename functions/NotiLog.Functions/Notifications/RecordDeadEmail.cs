using Microsoft.Azure.Functions.Worker;
using NotiLog.Notifications;

namespace NotiLog.Functions.Notifications;

public sealed class RecordDeadEmail(Deliverer deliverer)
{
    [Function(nameof(RecordDeadEmail))]
    public Task RunAsync([ServiceBusTrigger("deliver-email/$DeadLetterQueue", Connection = "ServiceBus")] string message, CancellationToken cancellationToken) =>
        deliverer.RecordDeadLetterAsync(DeliverMessage.FromJson(message), cancellationToken);
}
