using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using NotiLog.Events;
using NotiLog.Notifications;
using NotiLog.Routing;
using NotiLog.Schedule;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Notifications.Interleavings;

/// <summary>
/// Two processes on one storage, an unreliable queue between them, agents that send until they are answered, and a provider that is moody.
/// Knows what must have been told in the end.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    private const string Routes = """
        {"routes":[
          {"name":"at-once","match":["level>=warning"],"channels":["ops"],"groupBy":["service"],"groupInterval":"20s","continue":true},
          {"name":"waiting","match":["level>=error"],"channels":["ops"],"groupWait":"10s","groupInterval":"1m","continue":true},
          {"name":"each","match":["level>=error"],"channels":["stream"],"continue":true},
          {"name":"nobody","match":[],"channels":[]}]}
        """;

    private readonly MemoryTables storage = new();
    private readonly FakeTimeProvider time = new(AppParts.Start);
    private readonly Random random;
    private readonly Process[] processes = new Process[2];
    private readonly ConcurrentBag<(string Queue, string Message)> queue = [];
    private readonly List<string> unanswered = [];
    private readonly Dictionary<Guid, int> taken = [];
    private readonly Dictionary<Guid, int> cutShort = [];
    private bool calm;
    private int sent;

    private World(int seed)
    {
        random = new Random(seed);
        for (var i = 0; i < processes.Length; i++)
            processes[i] = NewProcess();
    }

    /// <summary>What agents were told is stored, by its level.</summary>
    public Dictionary<Guid, Level> Accepted { get; } = [];

    public int Crashes { get; private set; }

    public int Doubled => taken.Values.Sum(count => count - 1);

    public static async Task<World> CreateAsync(int seed)
    {
        var world = new World(seed);
        var process = world.processes[0];
        foreach (var (name, more) in new[] { ("ops", ""), ("stream", ",\"each\":true") })
        {
            var put = await process.Get<ChannelEditor>().PutAsync(name, JsonElement.Parse($$$"""{"type":"scripted","scripted":{"to":["{{{name}}}"]{{{more}}}}}"""), "test", CancellationToken.None);
            Assert.True(put.Succeeded);
        }

        var current = await process.Get<RoutingStore>().CurrentAsync(CancellationToken.None);
        Assert.True((await process.Get<RoutingEditor>().ReplaceAsync(JsonElement.Parse(Routes), current.ETag, "test", CancellationToken.None)).Succeeded);
        world.time.Advance(TimeSpan.FromSeconds(11));
        return world;
    }

    public void Advance(int seconds) => time.Advance(TimeSpan.FromSeconds(seconds));

    public void Send(int events, int service)
    {
        var batch = Enumerable.Range(0, events).Select(_ =>
            $$"""{"id":"e{{sent++}}","time":"{{time.GetUtcNow():O}}","level":"{{Levels.All[random.Next(2, 6)]}}","message":"m","service":"s{{service}}"}""");
        if (events > 0)
            unanswered.Add($"[{string.Join(',', batch)}]");
    }

    /// <summary>Both processes do what there is to do at once: requests, a random part of the messages, some of them twice and some never, and passes.</summary>
    public async Task StepAsync(int passes, int? crashAfter, bool afterWriting)
    {
        if (crashAfter is { } commits)
            processes[random.Next(2)].Tables.CrashAfter(commits, afterWriting);
        var outgoing = new Outgoing();
        var work = new List<Task>();
        foreach (var body in unanswered.ToList())
            work.Add(SurviveAsync(process => IngestAsync(process, body, outgoing)));
        foreach (var (name, message) in TakeMessages())
            work.Add(SurviveAsync(process => process.HandleAsync(name, message, outgoing)));
        for (var i = 0; i < passes; i++)
            work.Add(SurviveAsync(process => process.PassAsync(outgoing)));
        await Task.WhenAll(work);
        foreach (var message in outgoing.All())
            queue.Add((message.Queue, message.Message));
        await SettleAsync();
    }

    /// <summary>Nothing fails any more until everything has settled.</summary>
    public async Task CalmDownAsync()
    {
        calm = true;
        for (var i = 0; i < 60; i++)
        {
            Advance(i < 30 ? 31 : 300);
            await StepAsync(passes: 1, crashAfter: null, afterWriting: false);
            while (!queue.IsEmpty)
                await StepAsync(passes: 0, crashAfter: null, afterWriting: false);
        }
    }

    public async Task<IReadOnlyList<(Notification Notification, IReadOnlyList<Guid> Events)>> ToldAsync()
    {
        var told = new List<(Notification, IReadOnlyList<Guid>)>();
        foreach (var one in (await processes[0].Get<TellingReader>().NotificationsAsync(new TellingQuery(), 1000, null, CancellationToken.None)).Value.Items)
            told.Add((one.Notification, await processes[0].Get<NotificationEvents>().IdsAsync(one.Notification, CancellationToken.None)));
        return told;
    }

    public async Task<IReadOnlyList<Delivery>> DeliveriesAsync() =>
        (await processes[0].Get<TellingReader>().DeliveriesAsync(new TellingQuery(), 1000, null, CancellationToken.None)).Value.Items;

    /// <summary>How often the provider took it, and how often of these its sender died before it could write that down.</summary>
    public (int Taken, int CutShort) SendsOf(Guid delivery) => (taken.GetValueOrDefault(delivery), cutShort.GetValueOrDefault(delivery));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
            await process.DisposeAsync();
    }

    private Process NewProcess() => new(storage, time, Mood, random.Next());

    private SendOutcome Mood()
    {
        int roll, seconds;
        lock (random)
            (roll, seconds) = (random.Next(100), random.Next(1, 90));
        if (calm || roll < 60)
            return new SendOutcome.Delivered("1", "ok");
        return roll < 80 ? new SendOutcome.Retry(null, "500") : roll < 95 ? new SendOutcome.Retry(TimeSpan.FromSeconds(seconds), "429") : new SendOutcome.Rejected("403");
    }

    private async Task IngestAsync(Process process, string body, Outgoing outgoing)
    {
        var drafts = IngestBody.Read(System.Text.Encoding.UTF8.GetBytes(body), isNdjson: false).Value;
        var answer = await process.Get<EventIngest>().IngestAsync(drafts, AppParts.Web1, CancellationToken.None);
        lock (Accepted)
        {
            unanswered.Remove(body);
            foreach (var (id, e) in answer.Ids.Zip(JsonDocument.Parse(body).RootElement.EnumerateArray()))
                Accepted[id] = Levels.TryParse(e.GetProperty("level").GetString(), out var level) ? level : default;
        }

        foreach (var hint in answer.Hints)
            outgoing.Add(OutboxSweep.Queue, hint.ToJson());
    }

    /// <summary>Of the messages most, in any order; in bad times one in ten comes twice and one in ten never.</summary>
    private List<(string Queue, string Message)> TakeMessages()
    {
        var messages = new List<(string, string)>();
        for (var left = queue.Count; left > 0 && queue.TryTake(out var message); left--)
        {
            var roll = calm ? 5 : random.Next(10);
            if (roll == 1)
                messages.Add(message);
            if (roll == 2)
                queue.Add(message);
            else if (roll > 0)
                messages.Add(message);
        }

        return messages;
    }

    /// <summary>On either process; whatever dies with it dies.</summary>
    private async Task SurviveAsync(Func<Process, Task> work)
    {
        var process = processes[random.Next(2)];
        try
        {
            await Task.Run(() => work(process));
        }
        catch (Exception) when (process.Tables.HasCrashed)
        {
        }
    }

    /// <summary>Counts what the provider took and puts new processes in the place of dead ones.</summary>
    private async Task SettleAsync()
    {
        for (var i = 0; i < processes.Length; i++)
        {
            foreach (var delivery in processes[i].TakeSent())
            {
                taken[delivery] = taken.GetValueOrDefault(delivery) + 1;
                if (processes[i].Tables.HasCrashed)
                    cutShort[delivery] = cutShort.GetValueOrDefault(delivery) + 1;
            }

            processes[i].Tables.Spare();
            if (!processes[i].Tables.HasCrashed)
                continue;
            Crashes++;
            await processes[i].DisposeAsync();
            processes[i] = NewProcess();
        }
    }
}
