using Microsoft.Azure.Functions.Worker;
using NotiLog.Live;

namespace NotiLog.Functions.Live;

/// <summary>A browser has gone.</summary>
public sealed class DisconnectBrowser(LiveAudience audience)
{
    [Function(nameof(DisconnectBrowser))]
    public Task RunAsync(
        [SignalRTrigger(Hubs.Live, Hubs.Connections, "disconnected")] SignalRInvocationContext invocation, CancellationToken cancellationToken) =>
        audience.GoneAsync(invocation.ConnectionId, cancellationToken);
}
