using Microsoft.Azure.Functions.Worker;
using NotiLog.Events;
using NotiLog.Live;
using NotiLog.Notifications;
using NotiLog.Schedule;

namespace NotiLog.Functions.Notifications;

public sealed class RouteEvents(BatchRouter router, LiveFeed live)
{
    [Function(nameof(RouteEvents))]
    public async Task<TellingOutput> RunAsync(
        [ServiceBusTrigger(OutboxSweep.Queue, Connection = "ServiceBus")] string message,
        CancellationToken cancellationToken)
    {
        var outgoing = new Outgoing();
        await router.RouteAsync(RouteMessage.FromJson(message), outgoing, cancellationToken);
        return await TellingOutput.OfAsync(outgoing, live);
    }
}
