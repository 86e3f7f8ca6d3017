using Microsoft.Azure.Functions.Worker;
using NotiLog.Live;
using NotiLog.Notifications;
using NotiLog.Schedule;

namespace NotiLog.Functions.Notifications;

public sealed class DeliverTelegram(Deliverer deliverer, LiveFeed live)
{
    /// <summary>Answers messages for the fallbacks that take over.</summary>
    [Function(nameof(DeliverTelegram))]
    public async Task<TellingOutput> RunAsync(
        [ServiceBusTrigger("deliver-telegram", Connection = "ServiceBus")] string message, CancellationToken cancellationToken)
    {
        var outgoing = new Outgoing();
        await deliverer.DeliverAsync(DeliverMessage.FromJson(message), outgoing, cancellationToken);
        return await TellingOutput.OfAsync(outgoing, live);
    }
}
