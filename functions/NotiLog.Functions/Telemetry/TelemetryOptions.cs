using Azure.Core;
using Microsoft.Extensions.Configuration;
using NotiLog.Common;

namespace NotiLog.Functions.Telemetry;

/// <summary>Where telemetry goes, under the names that Azure and OpenTelemetry have for it; nowhere by default.</summary>
/// <param name="ConnectionString"><c>APPLICATIONINSIGHTS_CONNECTION_STRING</c>; null sends nothing to Azure Monitor.</param>
/// <param name="Credential">By <c>APPLICATIONINSIGHTS_AUTHENTICATION_STRING</c> (<c>Authorization=AAD</c>, with <c>ClientId=...</c> for a user-assigned identity); null without it.</param>
/// <param name="UsesOtlp">Whether <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set; the exporter reads it and its kin (<c>_PROTOCOL</c>, <c>_HEADERS</c>) itself.</param>
/// <param name="ServiceName"><c>OTEL_SERVICE_NAME</c>, else the app's name on Azure, else <c>notilog</c>.</param>
/// <param name="Faults">What is wrong, by setting; what is wrong is left out, since telemetry must not keep the app from running.</param>
internal sealed record TelemetryOptions(
    string? ConnectionString, TokenCredential? Credential, bool UsesOtlp, string ServiceName, IReadOnlyList<string> Faults)
{
    private const string MonitorSetting = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    private const string IdentitySetting = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";
    private const string OtlpSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public bool SendsAnything => UsesOtlp || ConnectionString is not null;

    public static TelemetryOptions Read(IConfiguration configuration)
    {
        var faults = new List<string>();
        var monitor = Text(configuration[MonitorSetting]);
        if (monitor is not null && !IsConnectionString(monitor))
        {
            faults.Add($"{MonitorSetting} {(Settings.IsUnresolvedReference(monitor) ? "is a Key Vault reference that was not resolved" : "must hold InstrumentationKey=<id>;IngestionEndpoint=<url>")}; nothing is sent to Azure Monitor");
            monitor = null;
        }

        var otlp = Text(configuration[OtlpSetting]);
        if (otlp is not null && !IsWeb(otlp))
        {
            faults.Add($"{OtlpSetting} must be an http or https URL; nothing is sent by OTLP");
            otlp = null;
        }

        var name = Text(configuration["OTEL_SERVICE_NAME"]) ?? Text(configuration["WEBSITE_SITE_NAME"]) ?? "notilog";
        return new(monitor, CredentialOf(Parts(configuration[IdentitySetting])), otlp is not null, name, faults);
    }

    private static TokenCredential? CredentialOf(Dictionary<string, string> identity) =>
        identity.GetValueOrDefault("Authorization") is "AAD" ? AzureCredential.Of(identity.GetValueOrDefault("ClientId")) : null;

    private static bool IsConnectionString(string text)
    {
        var parts = Parts(text);
        return Guid.TryParse(parts.GetValueOrDefault("InstrumentationKey"), out _)
            && parts.Where(part => part.Key.EndsWith("Endpoint", StringComparison.OrdinalIgnoreCase)).All(part => IsWeb(part.Value));
    }

    private static bool IsWeb(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";

    /// <summary>Of <c>name=value;name=value</c>; the first of a name counts.</summary>
    private static Dictionary<string, string> Parts(string? text) => (text ?? "")
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(part => part.Split('=', 2))
        .Where(part => part.Length == 2)
        .DistinctBy(part => part[0], StringComparer.OrdinalIgnoreCase)
        .ToDictionary(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
