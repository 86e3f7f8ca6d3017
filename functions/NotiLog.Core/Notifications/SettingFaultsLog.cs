using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace NotiLog.Notifications;

/// <summary>Tells at the start which settings keep transports from working; the app runs without those.</summary>
internal sealed class SettingFaultsLog(IEnumerable<IChannelTransport> transports, ILogger<SettingFaultsLog> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var transport in transports)
        {
            foreach (var fault in transport.SettingFaults)
                logger.LogError("Nothing is told by {Transport}: {Fault}", transport.Type, fault);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
