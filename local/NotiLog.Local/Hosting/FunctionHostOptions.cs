using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace NotiLog.Local.Hosting;

/// <summary>What a <see cref="FunctionHost"/> runs and where.</summary>
internal sealed record FunctionHostOptions
{
    /// <summary>The types whose methods are searched for functions.</summary>
    public required IEnumerable<Type> Functions { get; init; }

    /// <summary>On both loopback addresses; 0 takes a free port of 127.0.0.1.</summary>
    public int Port { get; init; }

    public HostJson Host { get; init; } = new();

    /// <summary>End on Ctrl+C and SIGTERM.</summary>
    public bool HandleSignals { get; init; }

    public Action<IConfigurationBuilder> Configure { get; init; } = _ => { };

    public Action<ILoggingBuilder> Log { get; init; } = _ => { };

    /// <summary>The app's services; a later registration replaces an earlier one.</summary>
    public Action<IServiceCollection, IConfiguration> Compose { get; init; } = (_, _) => { };

    public Action<IFunctionsWorkerApplicationBuilder> Middleware { get; init; } = _ => { };

    /// <summary>The origin whose pages may call from elsewhere, as <c>https://logs.example.org</c>; null for none.</summary>
    public Func<IConfiguration, string?> Origin { get; init; } = _ => null;

    /// <summary>What answers the requests that no function's route matches; a bare 404 otherwise.</summary>
    public Action<WebApplication> Fallback { get; init; } = _ => { };
}
