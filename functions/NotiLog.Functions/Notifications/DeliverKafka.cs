using Microsoft.Azure.Functions.Worker;
using NotiLog.Notifications;

namespace NotiLog.Functions.Notifications;

public sealed class DeliverKafka(Deliverer deliverer)
{
    [Function(nameof(DeliverKafka))]
    public Task RunAsync([ServiceBusTrigger("deliver-kafka", Connection = "ServiceBus")] string message, CancellationToken cancellationToken) =>
        deliverer.DeliverAsync(DeliverMessage.FromJson(message), cancellationToken);
}
