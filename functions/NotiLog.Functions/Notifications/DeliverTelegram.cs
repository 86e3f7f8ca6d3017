using Microsoft.Azure.Functions.Worker;
using NotiLog.Notifications;

namespace NotiLog.Functions.Notifications;

public sealed class DeliverTelegram(Deliverer deliverer)
{
    [Function(nameof(DeliverTelegram))]
    public Task RunAsync([ServiceBusTrigger("deliver-telegram", Connection = "ServiceBus")] string message, CancellationToken cancellationToken) =>
        deliverer.DeliverAsync(DeliverMessage.FromJson(message), cancellationToken);
}
