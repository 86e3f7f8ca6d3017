using Microsoft.Azure.Functions.Worker;
using NotiLog.Live;
using NotiLog.Notifications;
using NotiLog.Schedule;

namespace NotiLog.Functions.Notifications;

public sealed class DeliverEmail(Deliverer deliverer, LiveFeed live)
{
    /// <summary>Answers messages for the fallbacks that take over.</summary>
    [Function(nameof(DeliverEmail))]
    public async Task<TellingOutput> RunAsync(
        [ServiceBusTrigger("deliver-email", Connection = "ServiceBus")] string message, CancellationToken cancellationToken)
    {
        var outgoing = new Outgoing();
        await deliverer.DeliverAsync(DeliverMessage.FromJson(message), outgoing, cancellationToken);
        return await TellingOutput.OfAsync(outgoing, live);
    }
}
