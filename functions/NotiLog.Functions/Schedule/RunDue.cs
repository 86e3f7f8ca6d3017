using Microsoft.Azure.Functions.Worker;
using NotiLog.Functions.Notifications;
using NotiLog.Live;
using NotiLog.Schedule;

namespace NotiLog.Functions.Schedule;

public sealed class RunDue(DispatchPass pass, WatchdogPing watchdog, LiveFeed live)
{
    [Function(nameof(RunDue))]
    public async Task<TellingOutput> RunAsync([TimerTrigger("%Dispatch:Schedule%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var outgoing = new Outgoing();
        await pass.RunAsync(outgoing, cancellationToken);
        watchdog.Send();
        return await TellingOutput.OfAsync(outgoing, live);
    }
}
