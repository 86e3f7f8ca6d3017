using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NotiLog.Access;
using NotiLog.Agents;
using NotiLog.Events;
using NotiLog.Notifications;
using NotiLog.Routing;
using NotiLog.Schedule;
using NotiLog.Tables;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Cost;

/// <param name="Transactions">Of storage: a read, a page of a query or a commit each.</param>
internal sealed record Spent(int Transactions, int Executions, int Messages)
{
    public static Spent operator -(Spent left, Spent right) =>
        new(left.Transactions - right.Transactions, left.Executions - right.Executions, left.Messages - right.Messages);

    public static Spent operator +(Spent left, Spent right) =>
        new(left.Transactions + right.Transactions, left.Executions + right.Executions, left.Messages + right.Messages);
}

/// <summary>NotiLog as Azure runs it, a process for each group of functions on one storage, and what it spends.</summary>
internal sealed class CostMeter : IAsyncDisposable
{
    /// <summary>Of <c>RunDue</c> on Azure.</summary>
    public static readonly TimeSpan BetweenPasses = TimeSpan.FromSeconds(30);

    private readonly ScriptedTransport transport = new();
    private readonly ServiceProvider http;
    private readonly ServiceProvider routing;
    private readonly ServiceProvider delivery;
    private readonly ServiceProvider schedule;
    private string token = "";
    private int executions;
    private int messages;

    public CostMeter(ITables tables)
    {
        Tables = new WatchedTables(tables);
        (http, routing, delivery, schedule) = (Process(), Process(), Process(), Process());
    }

    public WatchedTables Tables { get; }

    public FakeTimeProvider Time { get; } = new(AppParts.Start);

    /// <summary>Messages that the provider took.</summary>
    public int Sent => transport.Sent.Count;

    public Spent Spent => new(Tables.Reads + Tables.Commits.Count, executions, messages);

    /// <summary>A token that sends events, a channel with one recipient, and a route for errors; the schedule has run for a while.</summary>
    public static async Task<CostMeter> StartAsync(ITables tables)
    {
        var meter = new CostMeter(tables);
        var token = await meter.http.GetRequiredService<ApiTokens>().CreateAsync(
            TokenRequest.Read(JsonElement.Parse("""{"name":"web-1","role":"operator"}"""), meter.Time.GetUtcNow()).Value, AppParts.Operator, CancellationToken.None);
        meter.token = token.Key;
        await meter.http.GetRequiredService<ChannelEditor>().PutAsync("ops", JsonElement.Parse("""{"type":"scripted","scripted":{"to":["a"]}}"""), "owner", CancellationToken.None);
        var current = await meter.http.GetRequiredService<RoutingStore>().CurrentAsync(CancellationToken.None);
        var routes = JsonElement.Parse("""{"routes":[{"name":"errors","match":["level>=error"],"channels":["ops"],"groupBy":["service"]}]}""");
        await meter.http.GetRequiredService<RoutingEditor>().ReplaceAsync(routes, current.ETag, "owner", CancellationToken.None);
        await meter.PassAsync(times: 10);
        return meter;
    }

    /// <summary>Counts what is sent from here on.</summary>
    public void Forget() => transport.Sent.Clear();

    public async Task<Spent> MeasureAsync(Func<Task> work)
    {
        var before = Spent;
        await work();
        return Spent - before;
    }

    /// <summary>One request; answers the messages that it sent.</summary>
    public async Task<IReadOnlyList<string>> IngestAsync(params IEnumerable<string> events)
    {
        var caller = await CallAsync(token);
        var drafts = IngestBody.Read(Encoding.UTF8.GetBytes($"[{string.Join(',', events)}]"), isNdjson: false);
        var answer = await http.GetRequiredService<EventIngest>().IngestAsync(drafts.Value, new Sender(caller!.Id, caller.Name, caller.AgentId), CancellationToken.None);
        messages += answer.Hints.Count;
        return [.. answer.Hints.Select(hint => hint.ToJson())];
    }

    /// <summary>An agent with this interval; answers its key.</summary>
    public async Task<string> AgentAsync(string interval)
    {
        var request = AgentRequest.Read(JsonElement.Parse($$"""{"name":"{{Guid.NewGuid()}}","heartbeatInterval":"{{interval}}"}""")).Value;
        return (await http.GetRequiredService<AgentEditor>().CreateAsync(request, AppParts.Operator, new Outgoing(), CancellationToken.None)).Value.Key;
    }

    public async Task BeatAsync(string key)
    {
        var caller = await CallAsync(key);
        var heard = await http.GetRequiredService<AgentHeartbeats>().BeatAsync(caller!.AgentId!.Value, Heartbeat.Empty, connectionId: null, new Outgoing(), CancellationToken.None);
        Assert.True(heard!.Value.Succeeded);
    }

    /// <summary>One execution for each message; answers what is to be delivered.</summary>
    public async Task<IReadOnlyList<string>> RouteAsync(IEnumerable<string> hints)
    {
        var outgoing = new Outgoing();
        foreach (var hint in hints)
        {
            executions++;
            await routing.GetRequiredService<BatchRouter>().RouteAsync(RouteMessage.FromJson(hint), outgoing, CancellationToken.None);
        }

        return Deliveries(outgoing);
    }

    public async Task DeliverAsync(IEnumerable<string> deliveries)
    {
        foreach (var message in deliveries)
        {
            executions++;
            await delivery.GetRequiredService<Deliverer>().DeliverAsync(DeliverMessage.FromJson(message), new Outgoing(), CancellationToken.None);
        }
    }

    /// <summary>Runs of the timer and what they set off.</summary>
    public async Task PassAsync(int times, TimeSpan? between = null)
    {
        for (var i = 0; i < times; i++)
        {
            Time.Advance(between ?? BetweenPasses);
            executions++;
            var outgoing = new Outgoing();
            await schedule.GetRequiredService<DispatchPass>().RunAsync(outgoing, CancellationToken.None);
            var hints = outgoing.For(OutboxSweep.Queue) ?? [];
            messages += hints.Length;
            await DeliverAsync([.. Deliveries(outgoing), .. await RouteAsync(hints)]);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in (ServiceProvider[])[http, routing, delivery, schedule])
            await process.DisposeAsync();
    }

    /// <summary>What every call costs: its key, and a look at the schedule.</summary>
    private async Task<Caller?> CallAsync(string key)
    {
        executions++;
        var standIn = http.GetRequiredService<StandInPass>();
        standIn.Offer();
        await standIn.Running;
        return await http.GetRequiredService<Authenticator>().AuthenticateAsync($"Bearer {key}", CancellationToken.None);
    }

    private ServiceProvider Process() => AppParts.Compose(Tables, Time, transport, shards: 8, alone: false, hintAfter: "1m");

    private string[] Deliveries(Outgoing outgoing)
    {
        var sent = outgoing.For("deliver-scripted") ?? [];
        messages += sent.Length;
        return sent;
    }
}
