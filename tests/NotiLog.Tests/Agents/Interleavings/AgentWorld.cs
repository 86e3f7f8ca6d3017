using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using NotiLog.Agents;
using NotiLog.Events;
using NotiLog.Liveness;
using NotiLog.Notifications;
using NotiLog.Schedule;
using NotiLog.Tests.Notifications.Interleavings;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Agents.Interleavings;

/// <summary>Two processes on one storage that die now and then, and three agents; remembers who was heard when.</summary>
internal sealed class AgentWorld : IAsyncDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly MemoryTables storage = new();
    private readonly FakeTimeProvider time = new(AppParts.Start);
    private readonly Random random;
    private readonly Process[] processes = new Process[2];
    private readonly List<(Guid Agent, DateTimeOffset At, bool Acknowledged)> heard = [];
    private readonly HashSet<Guid> paused = [];

    private AgentWorld(int seed)
    {
        random = new Random(seed);
        for (var i = 0; i < processes.Length; i++)
            processes[i] = NewProcess();
    }

    public List<Agent> Agents { get; } = [];

    public int Crashes { get; private set; }

    public static async Task<AgentWorld> CreateAsync(int seed)
    {
        var world = new AgentWorld(seed);
        for (var i = 0; i < 3; i++)
        {
            var request = new AgentRequest($"a{i}", new Expectation(Interval, Grace, null));
            world.Agents.Add((await world.processes[0].Get<AgentEditor>().CreateAsync(request, AppParts.Operator, new(), CancellationToken.None)).Value.Holder);
        }

        return world;
    }

    public IEnumerable<DateTimeOffset> HeardAt(Agent agent, bool acknowledged = false) =>
        heard.Where(one => one.Agent == agent.Id && (one.Acknowledged || !acknowledged)).Select(one => one.At);

    public bool WasPaused(Agent agent) => paused.Contains(agent.Id);

    public async Task StepAsync(AgentStep step)
    {
        if (step.CrashAfter is { } commits)
            processes[random.Next(2)].Tables.CrashAfter(commits, step.AfterWriting);
        var agent = Agents[step.Agent];
        if (step.Act == AgentAct.Pause)
            paused.Add(agent.Id);
        var work = ActsOf(step.Act, agent).Select(act => SurviveAsync(step.Act is AgentAct.Pause or AgentAct.Resume ? null : agent, act)).ToList();
        for (var i = 0; i < step.Passes; i++)
            work.Add(SurviveAsync(null, process => process.PassAsync(new Outgoing())));
        await Task.WhenAll(work);
        await SettleAsync();
        time.Advance(TimeSpan.FromSeconds(step.Seconds));
    }

    /// <summary>Nothing fails and nobody is heard any more until everything has settled.</summary>
    public async Task CalmDownAsync()
    {
        for (var i = 0; i < 30; i++)
        {
            time.Advance(TimeSpan.FromSeconds(20));
            await processes[0].PassAsync(new Outgoing());
        }
    }

    public async Task<(Life Life, int Waiting)> LifeAsync(Agent agent)
    {
        var row = (await storage.Open(AgentRows.Table).GetAsync(AgentRows.Partition, AgentRows.KeyOf(agent.Id), CancellationToken.None))!;
        return (Life.FromRow(row), RaisedEvent.In(row).Count);
    }

    /// <summary>What is stored, by its number.</summary>
    public async Task<IReadOnlyList<(long Seq, LogEvent Event)>> ToldAsync(Agent agent)
    {
        var told = new List<(long, LogEvent)>();
        var query = new EventQuery();
        string? cursor = null;
        do
        {
            var page = (await processes[0].Get<EventReader>().ListAsync(query, ascending: true, 1000, cursor, CancellationToken.None)).Value;
            told.AddRange(page.Items.Where(e => e.AgentId == agent.Id).Select(e => (long.Parse(e.Id!.Split('-')[1], CultureInfo.InvariantCulture), e)));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return [.. told.OrderBy(one => one.Item1)];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
            await process.DisposeAsync();
    }

    private static IEnumerable<Func<Process, Task>> ActsOf(AgentAct act, Agent agent) => act switch
    {
        AgentAct.Beat => [process => BeatAsync(process, agent, "{}")],
        AgentAct.BeatTwice => [process => BeatAsync(process, agent, "{}"), process => BeatAsync(process, agent, "{}")],
        AgentAct.Crash => [process => BeatAsync(process, agent, """{"processes":[{"name":"p","state":"crashed"}]}""")],
        AgentAct.Run => [process => BeatAsync(process, agent, """{"processes":[{"name":"p","state":"running"}]}""")],
        AgentAct.Fail => [process => process.Get<AgentPings>().TakeAsync(agent.PingKey, AgentPing.Ended(1, null, null), new(), CancellationToken.None)],
        AgentAct.Pause => [process => process.Get<AgentEditor>().PauseAsync(agent.Id, AppParts.Operator, new(), CancellationToken.None)],
        AgentAct.Resume => [process => process.Get<AgentEditor>().ResumeAsync(agent.Id, AppParts.Operator, new(), CancellationToken.None)],
        _ => [],
    };

    private static Task BeatAsync(Process process, Agent agent, string body) =>
        process.Get<AgentHeartbeats>().BeatAsync(agent.Id, Heartbeat.Read(JsonElement.Parse(body)).Value, null, new(), CancellationToken.None);

    /// <summary>On either process; whatever dies with it dies.</summary>
    private async Task SurviveAsync(Agent? agent, Func<Process, Task> work)
    {
        var process = processes[random.Next(2)];
        var acknowledged = false;
        try
        {
            await Task.Run(() => work(process));
            acknowledged = true;
        }
        catch (Exception) when (process.Tables.HasCrashed)
        {
        }

        lock (heard)
        {
            if (agent is not null)
                heard.Add((agent.Id, time.GetUtcNow(), acknowledged));
        }
    }

    /// <summary>New processes in the place of dead ones.</summary>
    private async Task SettleAsync()
    {
        for (var i = 0; i < processes.Length; i++)
        {
            processes[i].Tables.Spare();
            if (!processes[i].Tables.HasCrashed)
                continue;
            Crashes++;
            await processes[i].DisposeAsync();
            processes[i] = NewProcess();
        }
    }

    private Process NewProcess() => new(storage, time, () => new SendOutcome.Delivered("1", "ok"), random.Next());
}
