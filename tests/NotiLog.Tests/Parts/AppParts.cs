using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NotiLog.Access;
using NotiLog.Events;
using NotiLog.Functions;
using NotiLog.Local.Tables;
using NotiLog.Notifications;
using NotiLog.Requests;
using NotiLog.Routing;
using NotiLog.Schedule;
using NotiLog.Tables;

namespace NotiLog.Tests.Parts;

/// <summary>The app as composed, on a SQLite file of its own, a clock that the test moves and a transport that the test answers for.</summary>
internal sealed class AppParts : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = DateTimeOffset.Parse("2026-11-23T10:15:30Z", null);
    public static readonly Sender Web1 = new("agent-1", "web-1");
    public static readonly Caller Operator = new(CallerKind.Owner, "owner", "owner", Role.Admin);

    private readonly string folder = Directory.CreateTempSubdirectory("notilog-app-").FullName;
    private readonly SqliteTables sqlite;
    private readonly ServiceProvider services;

    public AppParts(int shards = 1)
    {
        sqlite = new SqliteTables(Path.Combine(folder, "notilog.db"));
        Tables = new WatchedTables(sqlite);
        services = NewInstance(shards);
    }

    public FakeTimeProvider Time { get; } = new(Start);

    public WatchedTables Tables { get; }

    /// <summary>Stands for a provider: records what is sent and answers as told.</summary>
    public ScriptedTransport Transport { get; } = new();

    /// <param name="alone">It takes the place of the first; false for one beside it.</param>
    public ServiceProvider NewInstance(int shards = 1, bool alone = true) => Compose(Tables, Time, Transport, shards, alone);

    /// <summary>An instance of the app on any storage; <paramref name="alone"/> when no other works on it.</summary>
    public static ServiceProvider Compose(ITables tables, TimeProvider time, IChannelTransport transport, int shards = 1, bool alone = true, string hintAfter = "15s")
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Auth:OwnerKey"] = "nlo_0123456789abcdef0123456789abcdef",
            ["Dispatch:HintAfter"] = hintAfter,
            ["Dispatch:Alone"] = alone ? "true" : "false",
        }).Build();
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(time)
            .AddSingleton(tables)
            .AddSingleton(new EventShards(shards))
            .AddSingleton(transport)
            .AddNotiLog(configuration)
            .BuildServiceProvider();
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public Task<IngestAnswer> IngestAsync(string body, Sender? sender = null, bool ndjson = false)
    {
        var drafts = IngestBody.Read(Encoding.UTF8.GetBytes(body), ndjson);
        return Get<EventIngest>().IngestAsync(drafts.Value, sender ?? Web1, CancellationToken.None);
    }

    public async Task<IReadOnlyList<LogEvent>> ListAsync(params (string Name, string Value)[] query)
    {
        var faults = new Faults();
        var fields = new QueryFields(query.Select(q => KeyValuePair.Create(q.Name, q.Value)), faults);
        var parsed = EventQuery.Read(fields, faults);
        Assert.False(faults.Any);
        var all = new List<LogEvent>();
        string? cursor = null;
        do
        {
            var page = (await Get<EventReader>().ListAsync(parsed, fields.Text("order") == "asc", fields.Number("limit", 100, 1, 1000), cursor, CancellationToken.None)).Value;
            all.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return all;
    }

    /// <summary>A channel of the scripted type, and routes in force.</summary>
    public async Task RouteAsync(string routes)
    {
        await ChannelAsync("ops", """{"type":"scripted","scripted":{"to":["a","b"]}}""");
        var current = await Get<RoutingStore>().CurrentAsync(CancellationToken.None);
        var written = await Get<RoutingEditor>().ReplaceAsync(Json($$"""{"routes":{{routes}}}"""), current.ETag, Operator.Name, CancellationToken.None);
        Assert.True(written.Succeeded, written.Problem?.Detail + string.Join("; ", written.Problem?.Faults?.ByField.Select(f => f.Key + " " + f.Value[0]) ?? []));
    }

    public async Task ChannelAsync(string name, string body)
    {
        var put = await Get<ChannelEditor>().PutAsync(name, Json(body), Operator.Name, CancellationToken.None);
        Assert.True(put.Succeeded, put.Problem?.Detail);
    }

    /// <summary>Runs the queues' functions until no message is left, as hosts do.</summary>
    public async Task DrainAsync(Outgoing outgoing, IServiceProvider? instance = null)
    {
        var on = instance ?? services;
        for (var first = true; first || outgoing.For(OutboxSweep.Queue) is not null || outgoing.For("deliver-scripted") is not null; first = false)
        {
            var next = new Outgoing();
            foreach (var hint in outgoing.For(OutboxSweep.Queue) ?? [])
                await on.GetRequiredService<BatchRouter>().RouteAsync(RouteMessage.FromJson(hint), next, CancellationToken.None);
            foreach (var message in outgoing.For("deliver-scripted") ?? [])
                await on.GetRequiredService<Deliverer>().DeliverAsync(DeliverMessage.FromJson(message), next, CancellationToken.None);
            outgoing = next;
        }
    }

    public async Task TellAsync(IngestAnswer answer)
    {
        var outgoing = new Outgoing();
        foreach (var hint in answer.Hints)
            outgoing.Add(OutboxSweep.Queue, hint.ToJson());
        await DrainAsync(outgoing);
    }

    /// <summary>One pass of the schedule and everything it sets off.</summary>
    public async Task PassAsync(IServiceProvider? instance = null)
    {
        var outgoing = new Outgoing();
        await (instance ?? services).GetRequiredService<DispatchPass>().RunAsync(outgoing, CancellationToken.None);
        await DrainAsync(outgoing, instance);
    }

    /// <summary>Lets the windows of groups end that are open, and tells what they hold.</summary>
    public async Task EndWindowAsync(TimeSpan? interval = null)
    {
        Time.Advance((interval ?? TimeSpan.FromMinutes(5)) + TimeSpan.FromSeconds(1));
        await PassAsync();
    }

    public async Task<IReadOnlyList<Notification>> NotificationsAsync() =>
        [.. (await Get<TellingReader>().NotificationsAsync(new TellingQuery(), 1000, null, CancellationToken.None)).Value.Items.Select(told => told.Notification).Reverse()];

    public async Task<IReadOnlyList<Delivery>> DeliveriesAsync() =>
        (await Get<TellingReader>().DeliveriesAsync(new TellingQuery(), 1000, null, CancellationToken.None)).Value.Items;

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await sqlite.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static System.Text.Json.JsonElement Json(string text) => System.Text.Json.JsonElement.Parse(text);
}
