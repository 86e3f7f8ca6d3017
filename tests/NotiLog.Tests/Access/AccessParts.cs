using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NotiLog.Access;
using NotiLog.Agents;
using NotiLog.Functions;
using NotiLog.Live;
using NotiLog.Liveness;
using NotiLog.Local.Tables;
using NotiLog.Tables;

namespace NotiLog.Tests.Access;

/// <summary>Authentication as composed, on a SQLite file of its own and a clock that the test moves.</summary>
internal sealed class AccessParts : IAsyncDisposable
{
    public const string OwnerKey = "nlo_0123456789abcdef0123456789abcdef";

    public static readonly Caller Owner = new(CallerKind.Owner, "owner", "owner", Role.Admin);

    private readonly string folder = Directory.CreateTempSubdirectory("notilog-access-").FullName;
    private readonly SqliteTables sqlite;
    private readonly ServiceProvider services;

    public AccessParts(params (string Key, string Value)[] settings)
    {
        sqlite = new(Path.Combine(folder, "notilog.db"));
        Tables = new(sqlite);
        services = NewInstance(settings);
    }

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.Parse("2026-11-23T10:00:00Z", null));

    public CountingTables Tables { get; }

    public IServiceProvider Services => services;

    public Authenticator Authenticator => services.GetRequiredService<Authenticator>();

    public ApiTokens Tokens => services.GetRequiredService<ApiTokens>();

    public AgentRegistry Agents => services.GetRequiredService<AgentRegistry>();

    public AgentEditor Editor => services.GetRequiredService<AgentEditor>();

    public LiveFeed Live => services.GetRequiredService<LiveFeed>();

    /// <summary>Another instance of the app on the same storage.</summary>
    public ServiceProvider NewInstance(params (string Key, string Value)[] settings)
    {
        var values = settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value);
        values.TryAdd("Auth:OwnerKey", OwnerKey);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<ITables>(Tables)
            .AddNotiLog(configuration)
            .BuildServiceProvider();
    }

    public async Task<Caller?> AuthenticateAsync(string credential) => await Authenticator.AuthenticateAsync($"Bearer {credential}", CancellationToken.None);

    public Task<Issued<ApiToken>> CreateTokenAsync(Role role = Role.Operator, DateTimeOffset? expiresAt = null) =>
        Tokens.CreateAsync(new TokenRequest("deploy", role, expiresAt), Owner, CancellationToken.None);

    public async Task<Issued<Agent>> CreateAgentAsync(string name = "web-1") =>
        (await Editor.CreateAsync(Request(name), Owner, new(), CancellationToken.None)).Value;

    public static AgentRequest Request(string name) => new(name, new Expectation(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), null));

    /// <summary>All bytes that storage has written, log included.</summary>
    public byte[] StoredBytes() => [.. Directory.GetFiles(folder).SelectMany(ReadShared)];

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await sqlite.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var all = new MemoryStream();
        file.CopyTo(all);
        return all.ToArray();
    }
}

/// <summary>Passes everything on, counts point reads, and can be out of reach or let another writer in before a commit.</summary>
internal sealed class CountingTables(ITables inner) : ITables
{
    private int reads;

    public int Reads => reads;

    public bool Down { get; set; }

    public Func<Task>? BeforeCommit { get; set; }

    public ITable Open(string name) => new Counted(this, inner.Open(name));

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken) => inner.ListAsync(prefix, cancellationToken);

    public Task CreateAsync(string name, CancellationToken cancellationToken) => inner.CreateAsync(name, cancellationToken);

    public Task DropAsync(string name, CancellationToken cancellationToken) => inner.DropAsync(name, cancellationToken);

    private void Check()
    {
        if (Down)
            throw new TablesUnavailableException("down");
    }

    private sealed class Counted(CountingTables tables, ITable inner) : ITable
    {
        public string Name => inner.Name;

        public Task<TableRow?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref tables.reads);
            tables.Check();
            return inner.GetAsync(partitionKey, rowKey, cancellationToken);
        }

        public async Task<CommitResult> CommitAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken)
        {
            tables.Check();
            if (tables.BeforeCommit is { } before)
            {
                tables.BeforeCommit = null;
                await before();
            }

            return await inner.CommitAsync(writes, cancellationToken);
        }

        public Task<TablePage> QueryAsync(TableQuery query, CancellationToken cancellationToken)
        {
            tables.Check();
            return inner.QueryAsync(query, cancellationToken);
        }
    }
}
