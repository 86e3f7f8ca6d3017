using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NotiLog.Local.Hosting.SignalR;

namespace NotiLog.Local.Hosting;

/// <summary>
/// Runs the functions of an app in this process: HTTP, queues, topics and timers. On stop it refuses new calls and lets those in hand finish (30 s), then stops
/// the topics, the queues, the timers and last the app's own hosted services.
/// </summary>
internal sealed class FunctionHost : IAsyncDisposable
{
    private const long MaxRequestBodySize = 30_000_000;

    private readonly WebApplication app;

    private FunctionHost(WebApplication app) => this.app = app;

    public IServiceProvider Services => app.Services;

    /// <summary>After the start.</summary>
    public Uri BaseAddress => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <exception cref="FunctionFaultsException">Functions are declared wrongly.</exception>
    public static FunctionHost Build(FunctionHostOptions options)
    {
        // An empty builder: no configuration file is watched, no environment variable of ASP.NET Core counts.
        var builder = WebApplication.CreateEmptyBuilder(new());
        options.Configure(builder.Configuration);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        options.Log(builder.Logging);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, options.Port));

        var entries = new FunctionCatalogue(new FunctionSettings(builder.Configuration), options.Host.RoutePrefix).Read(options.Functions);
        var middleware = new MiddlewarePipeline(builder.Services);
        AddHost(builder.Services, options, entries, middleware);
        options.Middleware(middleware);
        options.Compose(builder.Services, builder.Configuration);
        builder.Services.AddHostedService<TimerFunctions>().AddHostedService<QueueFunctions>().AddHostedService<KafkaFunctions>();

        var app = builder.Build();
        app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost });
        app.UseRouting();
        if (options.Origin(builder.Configuration) is { } origin)
            app.UseCors(policy => policy.WithOrigins(origin).AllowAnyHeader().AllowAnyMethod().AllowCredentials().WithExposedHeaders("ETag", "Location", "Retry-After"));
        app.Use(HttpFunctions.OnlyFunctions);
        options.Fallback(app);
        var http = app.Services.GetRequiredService<HttpFunctions>();
        foreach (var function in app.Services.GetRequiredService<FunctionSet>().All.Where(function => function.Entry.Trigger is HttpFunctionTrigger))
            http.Map(app, function);
        SignalREndpoints.Map(app);
        return new FunctionHost(app);
    }

    public Task StartAsync(CancellationToken cancellationToken) => app.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => app.StopAsync(cancellationToken);

    /// <summary>Waits for a signal or <see cref="IHostApplicationLifetime.StopApplication"/>, then stops.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => app.WaitForShutdownAsync(cancellationToken);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static void Listen(KestrelServerOptions kestrel, int port)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MaxRequestBodySize;
        if (port == 0)
            kestrel.Listen(System.Net.IPAddress.Loopback, 0);
        else
            kestrel.ListenLocalhost(port);
    }

    private static void AddHost(IServiceCollection services, FunctionHostOptions options, IReadOnlyList<FunctionEntry> entries, MiddlewarePipeline middleware)
    {
        services.AddRouting();
        services.AddMvcCore();
        services.AddCors();
        SignalREndpoints.AddServices(services);
        services.Configure<JsonSerializerOptions>(json => json.PropertyNameCaseInsensitive = true);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(entries).AddSingleton(middleware).AddSingleton(options.Host);
        services.AddSingleton<FunctionSet>().AddSingleton<LocalQueues>().AddSingleton<OutputSender>().AddSingleton<HttpFunctions>();
        if (options.HandleSignals)
            services.AddSingleton<IHostLifetime, SignalLifetime>();
    }
}
