using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NotiLog.Local.Hosting;

namespace NotiLog.Tests.Hosting;

/// <summary>A started host with sample functions, its journal and a client.</summary>
internal sealed class SampleHost : IAsyncDisposable
{
    private readonly FunctionHost host;

    private SampleHost(FunctionHost host)
    {
        this.host = host;
        Client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = host.BaseAddress, Timeout = TimeSpan.FromSeconds(30) };
    }

    public HttpClient Client { get; }

    public Journal Journal => host.Services.GetRequiredService<Journal>();

    public LocalQueues Queues => host.Services.GetRequiredService<LocalQueues>();

    public static Task<SampleHost> StartAsync(params Type[] functions) => StartAsync(_ => { }, TimeProvider.System, functions);

    public static async Task<SampleHost> StartAsync(Action<IFunctionsWorkerApplicationBuilder> middleware, TimeProvider time, params Type[] functions)
    {
        var host = FunctionHost.Build(new FunctionHostOptions
        {
            Functions = functions,
            Configure = configuration => configuration.AddInMemoryCollection([new("Tick", "*/1 * * * * *")]),
            Compose = (services, _) => services.AddSingleton<Journal>().Replace(ServiceDescriptor.Singleton(time)),
            Middleware = middleware,
        });
        await host.StartAsync(CancellationToken.None);
        return new SampleHost(host);
    }

    public Task StopAsync() => host.StopAsync(CancellationToken.None);

    /// <summary>Waits until the journal holds what is asked for; the lines then.</summary>
    public async Task<IReadOnlyList<string>> WaitAsync(Func<IReadOnlyList<string>, bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition(Journal.Lines))
        {
            if (deadline.IsCancellationRequested)
                Assert.Fail($"Not within 20 s; the journal holds: {string.Join("; ", Journal.Lines)}");
            await Task.Delay(5);
        }

        return Journal.Lines;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Journal.Gate.Release(1000);
        await host.DisposeAsync();
    }
}
