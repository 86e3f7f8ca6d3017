using Azure.Identity;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NotiLog.Functions.Telemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace NotiLog.Tests.Telemetry;

public sealed class TelemetryOptionsTests
{
    private const string Monitor = "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=https://westeurope-5.in.applicationinsights.azure.com/";

    [Fact]
    public void Nothing_is_registered_without_an_exporter()
    {
        using var services = Register();

        Assert.Null(services.GetService<TracerProvider>());
        Assert.Null(services.GetService<MeterProvider>());
        Assert.DoesNotContain("WorkerOpenTelemetryEnabled", services.GetRequiredService<IOptions<WorkerOptions>>().Value.Capabilities.Keys);
    }

    [Theory]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", Monitor)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318")]
    public void An_exporter_listens_and_the_host_is_told(string setting, string value)
    {
        using var services = Register((setting, value));

        Assert.NotNull(services.GetService<TracerProvider>());
        Assert.NotNull(services.GetService<MeterProvider>());
        Assert.Equal("True", services.GetRequiredService<IOptions<WorkerOptions>>().Value.Capabilities["WorkerOpenTelemetryEnabled"]);
    }

    [Fact]
    public void Both_exporters_may_be_on()
    {
        using var services = Register(("APPLICATIONINSIGHTS_CONNECTION_STRING", Monitor), ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318"));

        Assert.NotNull(services.GetService<TracerProvider>());
    }

    [Theory]
    [InlineData("Authorization=AAD", true)]
    [InlineData("ClientId=00000000-0000-0000-0000-000000000002;Authorization=AAD", true)]
    [InlineData("", false)]
    public void The_identity_is_used_where_the_setting_asks_for_it(string setting, bool used)
    {
        var options = Read(("APPLICATIONINSIGHTS_CONNECTION_STRING", Monitor), ("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", setting));

        Assert.Equal(used, options.Credential is DefaultAzureCredential);
    }

    [Theory]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "4711-secret")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "InstrumentationKey=4711-secret")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", Monitor + ";LiveEndpoint=4711-secret")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/4711-secret)")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "4711-secret:4317")]
    public void A_wrong_setting_is_named_without_its_value_and_keeps_nothing_from_running(string setting, string value)
    {
        var options = Read((setting, value));

        var fault = Assert.Single(options.Faults);
        Assert.StartsWith(setting, fault, StringComparison.Ordinal);
        Assert.DoesNotContain("4711", fault, StringComparison.Ordinal);
        Assert.False(options.SendsAnything);
        using var services = Register((setting, value));
        Assert.Null(services.GetService<TracerProvider>());
    }

    [Fact]
    public void The_service_is_named_by_its_setting_or_its_app()
    {
        Assert.Equal("notilog", Read().ServiceName);
        Assert.Equal("app-1", Read(("WEBSITE_SITE_NAME", "app-1")).ServiceName);
        Assert.Equal("mine", Read(("WEBSITE_SITE_NAME", "app-1"), ("OTEL_SERVICE_NAME", "mine")).ServiceName);
    }

    private static TelemetryOptions Read(params (string Key, string Value)[] settings) => TelemetryOptions.Read(Configuration(settings));

    private static ServiceProvider Register(params (string Key, string Value)[] settings)
    {
        var configuration = Configuration(settings);
        return new ServiceCollection().AddLogging().AddOptions().AddSingleton<IConfiguration>(configuration).AddTelemetry(configuration).BuildServiceProvider();
    }

    private static IConfigurationRoot Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
}
