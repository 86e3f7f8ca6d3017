using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace NotiLog.Functions.Telemetry;

/// <summary>Says at the start which settings of telemetry are wrong.</summary>
internal sealed class TelemetryFaultsLog(TelemetryOptions options, ILogger<TelemetryFaultsLog> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var fault in options.Faults)
            logger.LogError("{Fault}", fault);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
