using Microsoft.Azure.Functions.Worker;
using NotiLog.Live;

namespace NotiLog.Functions.Live;

/// <summary>A browser that stays for long says so now and then (once an hour is enough); one that never does counts for a day.</summary>
public sealed class RenewBrowser(LiveAudience audience)
{
    [Function(nameof(RenewBrowser))]
    public Task RunAsync(
        [SignalRTrigger(Hubs.Live, Hubs.Messages, "here")] SignalRInvocationContext invocation, CancellationToken cancellationToken) =>
        audience.SeenAsync(invocation.ConnectionId, cancellationToken);
}
