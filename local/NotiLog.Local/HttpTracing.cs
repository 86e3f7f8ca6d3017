using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;

namespace NotiLog.Local;

/// <summary>The spans of HTTP calls, which on Azure the Functions host makes.</summary>
internal static class HttpTracing
{
    private const string Pings = "/api/ping";

    /// <summary>Nothing where nobody asked for telemetry. A ping's path holds its key, so it has no span.</summary>
    public static void Add(IServiceCollection services) => services.ConfigureOpenTelemetryTracerProvider(
        tracing => tracing.AddAspNetCoreInstrumentation(calls => calls.Filter = http => !http.Request.Path.StartsWithSegments(Pings, StringComparison.OrdinalIgnoreCase)));
}
