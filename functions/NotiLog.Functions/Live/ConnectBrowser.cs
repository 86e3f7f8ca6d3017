using Microsoft.Azure.Functions.Worker;
using NotiLog.Live;

namespace NotiLog.Functions.Live;

/// <summary>A browser has come.</summary>
public sealed class ConnectBrowser(LiveAudience audience)
{
    [Function(nameof(ConnectBrowser))]
    public Task RunAsync(
        [SignalRTrigger(Hubs.Live, Hubs.Connections, "connected")] SignalRInvocationContext invocation, CancellationToken cancellationToken) =>
        audience.SeenAsync(invocation.ConnectionId, cancellationToken);
}
