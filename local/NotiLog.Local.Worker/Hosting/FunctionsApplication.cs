using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

public class FunctionsApplication
{
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}

/// <summary>Lets the app's Program.cs compile; the local host composes the app itself.</summary>
public class FunctionsApplicationBuilder : IFunctionsWorkerApplicationBuilder, IHostApplicationBuilder
{
    private readonly HostApplicationBuilder inner;

    internal FunctionsApplicationBuilder(string[] args) => inner = Host.CreateEmptyApplicationBuilder(new() { Args = args });

    public IServiceCollection Services => inner.Services;

    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)inner).Properties;

    public ConfigurationManager Configuration => inner.Configuration;

    public IHostEnvironment Environment => inner.Environment;

    public ILoggingBuilder Logging => inner.Logging;

    public IMetricsBuilder Metrics => inner.Metrics;

    IConfigurationManager IHostApplicationBuilder.Configuration => inner.Configuration;

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware) => this;

    public void ConfigureContainer<TContainerBuilder>(IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull => inner.ConfigureContainer(factory, configure);

    /// <summary>Always throws: a build with <c>FunctionsWorker=local</c> has no worker to run.</summary>
    /// <exception cref="PlatformNotSupportedException">Always.</exception>
    public IHost Build() => throw new PlatformNotSupportedException(
        "This build of NotiLog.Functions has no Functions worker. Run local/NotiLog.Local instead, or build Release (FunctionsWorker=azure) for a Functions host.");
}

public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder) => builder;
}
