using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NotiLog.Agent.Buffering;
using NotiLog.Agent.Configuration;
using NotiLog.Agent.Events;
using NotiLog.Agent.Following;
using NotiLog.Agent.Heartbeats;
using NotiLog.Agent.Processes;
using NotiLog.Agent.Sending;

namespace NotiLog.Agent.Commands;

/// <summary><c>run</c>: as a systemd or Windows service, or in a terminal.</summary>
internal static class RunCommand
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(15);

    public static async Task RunAsync(AgentConfig config, CancellationToken cancellationToken)
    {
        using var folder = BufferFolder.Open(config.Buffer.Folder);
        using var store = OpenStore(folder, config.Buffer.Size);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "notilog-agent" });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddSimpleConsole(options => (options.SingleLine, options.TimestampFormat, options.UseUtcTimestamp) = (true, "yyyy-MM-ddTHH:mm:ssZ ", true));
        builder.Services.AddSystemd();
        builder.Services.AddWindowsService(options => options.ServiceName = "NotiLog Agent");
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = StopWithin);
        Compose(builder.Services, config, folder, store);
        var host = builder.Build();
        await using var parts = (IAsyncDisposable)host;
        var log = host.Services.GetRequiredService<ILogger<AgentConfig>>();
        await host.StartAsync(cancellationToken);
        log.LogInformation("notilog-agent {Version} sends to {Server} as agent {Agent}; {Events} events wait in {Folder}", AgentVersion.Text, config.Server.Base, config.Server.AgentId, store.Events, folder.Path);
        await host.WaitForShutdownAsync(cancellationToken);
        log.LogInformation("notilog-agent has stopped; {Events} events wait in the buffer", store.Events);
    }

    private static void Compose(IServiceCollection services, AgentConfig config, BufferFolder folder, BufferStore store)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(config);
        services.AddSingleton(new EventOrigin(config.Host, config.Environment));
        services.AddSingleton(store);
        services.AddSingleton(new ServerClient(config.Server));
        services.AddSingleton<SendingState>();
        services.AddSingleton<ServerSettings>();
        services.AddSingleton<OwnEvents>();
        services.AddSingleton<BatchSender>();
        services.AddSingleton(provider => new RejectedFile(folder.Path, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<EventSender>();
        services.AddSingleton<IProcessTable>(OperatingSystem.IsLinux() ? new LinuxProcesses() : new OtherProcesses());
        services.AddSingleton<ProcessWatch>();
        services.AddSingleton<HubLink>();
        services.AddSingleton(FollowerOf);
        // They stop in the opposite order: reading first, then what was read is sent.
        services.AddHostedService<HeartbeatLoop>();
        services.AddHostedService<SendingLoop>();
        services.AddHostedService<FollowingLoop>();
    }

    private static Follower FollowerOf(IServiceProvider provider)
    {
        var (config, store, time) = (provider.GetRequiredService<AgentConfig>(), provider.GetRequiredService<BufferStore>(), provider.GetRequiredService<TimeProvider>());
        var settings = provider.GetRequiredService<ServerSettings>();
        var catalogue = new FileCatalogue(config.Files, store, time, provider.GetRequiredService<ILogger<FileCatalogue>>());
        var assembler = new EventAssembler(provider.GetRequiredService<EventOrigin>(), () => settings.LeastLevel, time);
        var pace = new ReadingPace(store, provider.GetRequiredService<SendingState>(), config.Buffer.WhenFull, config.LinesPerSecond, time);
        return new Follower(catalogue, assembler, store, pace, time);
    }

    private static BufferStore OpenStore(BufferFolder folder, long size)
    {
        try
        {
            return new BufferStore(BufferDatabase.Open(folder.File("buffer.db")), size);
        }
        catch (SqliteException exception)
        {
            throw new AgentFailure($"The buffer {folder.File("buffer.db")} cannot be opened: {exception.Message}", exception);
        }
    }
}
