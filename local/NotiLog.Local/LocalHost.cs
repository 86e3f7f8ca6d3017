using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NotiLog.Functions;
using NotiLog.Functions.Live;
using NotiLog.Local.Hosting;
using NotiLog.Local.Hosting.SignalR;
using NotiLog.Notifications;

namespace NotiLog.Local;

/// <summary>NotiLog in this process: the app's functions, its data folder, its storage and its site.</summary>
public sealed class LocalHost : IAsyncDisposable
{
    private readonly LocalHostOptions options;
    private readonly Stack<IAsyncDisposable> owned = new();
    private FunctionHost host = null!;
    private string ownerKey = "";
    private string ownerKeySource = "";
    private bool hasSite;
    private KafkaIngestSwitch kafkaIngest = null!;

    private LocalHost(LocalHostOptions options) => this.options = options;

    /// <summary>After the start.</summary>
    public Uri BaseAddress => host.BaseAddress;

    public IServiceProvider Services => host.Services;

    /// <summary>Takes the data folder, starts Azurite and builds the site where asked for; nothing listens yet.</summary>
    /// <exception cref="StartFailedException">The message says what the person who starts it can do.</exception>
    public static async Task<LocalHost> BuildAsync(LocalHostOptions options, CancellationToken cancellationToken)
    {
        var local = new LocalHost(options);
        try
        {
            await local.BuildAsync(cancellationToken);
            return local;
        }
        catch (FunctionFaultsException faults)
        {
            await local.DisposeAsync();
            throw new StartFailedException(faults.Message, faults);
        }
        catch
        {
            await local.DisposeAsync();
            throw;
        }
    }

    /// <summary>Requests are answered when this completes.</summary>
    /// <exception cref="StartFailedException">Settings are wrong (all are named), or the port is taken.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (SettingFaults() is { Count: > 0 } faults)
            throw new StartFailedException("These settings are wrong:" + string.Concat(faults.Select(fault => $"{Environment.NewLine}  {fault}")));
        try
        {
            await host.StartAsync(cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new StartFailedException($"Port {options.Port} is in use by another program. Stop it, or give another port with --port.", exception);
        }

        var address = $"http://localhost:{BaseAddress.Port}";
        await options.Output.WriteLineAsync($"NotiLog is ready: {address}");
        await options.Output.WriteLineAsync(hasSite ? $"Sign in: {address}/#key={ownerKey}" : $"Owner key: {ownerKeySource}");
    }

    /// <summary>Whoever starts it sits before it: what only switches a channel off elsewhere is told before anything runs.</summary>
    private List<string> SettingFaults()
    {
        IEnumerable<string> ofParts =
        [
            .. Services.GetServices<IChannelTransport>().SelectMany(transport => transport.SettingFaults),
            .. kafkaIngest.SettingFaults,
        ];
        try
        {
            Services.GetService<IStartupValidator>()?.Validate();
            return [.. ofParts];
        }
        catch (Exception exception) when (FaultsOf(exception) is { Count: > 0 } faults)
        {
            return [.. faults, .. ofParts];
        }
    }

    private static List<string> FaultsOf(Exception exception) => exception switch
    {
        OptionsValidationException one => [.. one.Failures],
        AggregateException all => [.. all.InnerExceptions.SelectMany(FaultsOf)],
        _ => [],
    };

    public Task StopAsync(CancellationToken cancellationToken) => host.StopAsync(cancellationToken);

    /// <summary>Until a signal comes (where they are handled) or something stops the application.</summary>
    public Task WaitForShutdownAsync() => host.WaitForShutdownAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        while (owned.TryPop(out var part))
            await part.DisposeAsync();
    }

    private async Task BuildAsync(CancellationToken cancellationToken)
    {
        var data = DataFolder.Open(options.Data);
        owned.Push(new Held(data));
        var root = Root.Find();
        var settings = Settings(data, root);
        var storage = options.Storage;
        if (options.Azurite)
        {
            var azurite = await Azurite.StartAsync(data, options.Output, cancellationToken);
            owned.Push(azurite);
            storage = azurite.ConnectionString;
            await options.Output.WriteLineAsync($"Azurite runs; others reach it with the connection string in {data.WriteSecret("azurite-connection", storage)}");
        }

        var site = options.Site ? await Site.BuildAsync(root, options.Output, cancellationToken) : null;
        hasSite = site is not null;
        var json = HostJson.Read(Path.Combine(AppContext.BaseDirectory, "host.json"));
        host = FunctionHost.Build(new FunctionHostOptions
        {
            Functions = typeof(Composition).Assembly.GetTypes(),
            Port = options.Port,
            Host = json,
            HandleSignals = options.HandleSignals,
            Configure = configuration => LocalSettings.Add(configuration, root, settings),
            Log = logging => Logs.Add(logging, data.File("logs"), TimeProvider.System),
            Middleware = builder => builder.UseNotiLog(),
            Compose = (services, configuration) =>
            {
                services.AddNotiLog(configuration);
                HttpTracing.Add(services);
                services.AddSingleton(new SignalROptions(IsConfigured: true));
                LocalStorage.Add(services, data.File("notilog.db"), storage);
            },
            Origin = configuration => Uri.TryCreate(configuration["Site:BaseUrl"], UriKind.Absolute, out var site) ? site.GetLeftPart(UriPartial.Authority) : null,
            Fallback = app =>
            {
                if (site is not null)
                    SiteFiles.Serve(app, site, json.RoutePrefix);
            },
        });
        owned.Push(host);
        await LocalStorage.OpenAsync(host.Services, cancellationToken);
    }

    /// <summary>The caller's settings, whether Kafka is read, and the owner key from the data folder when no other source has one.</summary>
    private Dictionary<string, string?> Settings(DataFolder data, string root)
    {
        const string OwnerKey = "Auth:OwnerKey";
        // Others may share a storage that was named to us; what we started ourselves is ours alone.
        var settings = new Dictionary<string, string?>(options.Settings) { ["Dispatch:Alone"] = options.Storage is null ? "true" : "false" };
        var known = new ConfigurationBuilder();
        LocalSettings.Add(known, root, settings);
        var sources = known.Build();
        kafkaIngest = new KafkaIngestSwitch(sources);
        kafkaIngest.Set(settings);
        SignalRBinding.Enable(typeof(Composition).Assembly.GetTypes(), settings);
        ownerKeySource = $"the setting {OwnerKey}";
        if (sources[OwnerKey] is { Length: > 0 } given)
        {
            ownerKey = given;
        }
        else
        {
            settings[OwnerKey] = ownerKey = data.OwnerKey();
            ownerKeySource = data.OwnerKeyFile;
        }

        return settings;
    }

    private sealed class Held(IDisposable inner) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            inner.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
