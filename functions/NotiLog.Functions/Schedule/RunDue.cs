using Microsoft.Azure.Functions.Worker;
using NotiLog.Functions.Notifications;
using NotiLog.Schedule;

namespace NotiLog.Functions.Schedule;

public sealed class RunDue(DispatchPass pass, WatchdogPing watchdog)
{
    [Function(nameof(RunDue))]
    public async Task<TellingOutput> RunAsync([TimerTrigger("%Dispatch:Schedule%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var outgoing = new Outgoing();
        await pass.RunAsync(outgoing, cancellationToken);
        watchdog.Send();
        return TellingOutput.Of(outgoing);
    }
}
