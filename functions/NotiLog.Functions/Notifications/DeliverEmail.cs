using Microsoft.Azure.Functions.Worker;
using NotiLog.Notifications;

namespace NotiLog.Functions.Notifications;

public sealed class DeliverEmail(Deliverer deliverer)
{
    [Function(nameof(DeliverEmail))]
    public Task RunAsync([ServiceBusTrigger("deliver-email", Connection = "ServiceBus")] string message, CancellationToken cancellationToken) =>
        deliverer.DeliverAsync(DeliverMessage.FromJson(message), cancellationToken);
}
