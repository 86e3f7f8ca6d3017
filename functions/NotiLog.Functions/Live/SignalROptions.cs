using Microsoft.Extensions.Configuration;

namespace NotiLog.Functions.Live;

/// <summary>The setting <c>AzureSignalRConnectionString</c>, which the bindings read themselves.</summary>
/// <param name="IsConfigured">There is a connection string, or the address of its form for identities. The local host needs neither.</param>
public sealed record SignalROptions(bool IsConfigured)
{
    public const string Setting = "AzureSignalRConnectionString";

    public static SignalROptions Read(IConfiguration configuration) =>
        new(configuration[Setting] is { Length: > 0 } || configuration[$"{Setting}:serviceUri"] is { Length: > 0 });
}
