using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NotiLog.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;

namespace NotiLog.Functions.Telemetry;

internal static class TelemetryRegistration
{
    /// <summary>The worker's own spans, one for each invocation, below the span of the Functions host.</summary>
    private const string WorkerSource = "Microsoft.Azure.Functions.Worker";

    /// <summary>Traces, metrics and logs to Azure Monitor, by OTLP, or both. Without an exporter nothing listens, and nothing is registered.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var options = TelemetryOptions.Read(configuration);
        services.AddSingleton(options).AddHostedService<TelemetryFaultsLog>();
        if (!options.SendsAnything)
            return services;
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(options.ServiceName, serviceVersion: typeof(TelemetryRegistration).Assembly.GetName().Version?.ToString(3)))
            .WithTracing(tracing => tracing.AddSource(Tracing.SourceName, WorkerSource))
            .WithMetrics(metrics => metrics.AddMeter(Measures.MeterName))
            .WithLogging(_ => { }, logging => logging.IncludeFormattedMessage = true);
        services.AddLogging(Quieten);
        if (options.ConnectionString is not null)
            telemetry.UseAzureMonitorExporter(monitor => Configure(monitor, options));
        if (options.UsesOtlp)
            telemetry.UseOtlpExporter();
        return services.Configure<WorkerOptions>(TellHost);
    }

    /// <summary>The Functions host then leaves spans and logs of the worker to the worker; see docs/decisions/0010.</summary>
    private static void TellHost(WorkerOptions worker)
    {
        worker.Capabilities["WorkerOpenTelemetryEnabled"] = bool.TrueString;
        worker.Capabilities["WorkerOpenTelemetrySchemaVersion"] = "1.37.0";
    }

    private static void Configure(AzureMonitorExporterOptions monitor, TelemetryOptions options)
    {
        monitor.ConnectionString = options.ConnectionString;
        monitor.Credential = options.Credential;
        // What the platform measures anyway, and what would call out while nothing happens.
        monitor.EnableLiveMetrics = false;
        monitor.EnablePerformanceCounters = false;
    }

    /// <summary>Frameworks tell what goes wrong; the rest would be paid for by the gigabyte.</summary>
    private static void Quieten(ILoggingBuilder logging) => logging
        .AddFilter<OpenTelemetryLoggerProvider>("Microsoft", LogLevel.Warning)
        .AddFilter<OpenTelemetryLoggerProvider>("System", LogLevel.Warning)
        .AddFilter<OpenTelemetryLoggerProvider>("Azure", LogLevel.Warning);
}
