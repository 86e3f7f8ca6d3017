using NotiLog.Agents;
using NotiLog.Events;
using NotiLog.Liveness;
using NotiLog.Schedule;
using NotiLog.Tables;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Agents;

public sealed class AgentLifeTests : IAsyncDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly AppParts app = new();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task An_agent_that_was_never_heard_is_new_and_missed_by_nobody()
    {
        var agent = await app.AgentAsync();
        await app.PassTimeAsync(TimeSpan.FromHours(1), Minute / 2);
        Assert.Equal(LifeState.New, await app.StateAsync(agent));
        Assert.Empty(await app.ToldAsync());
    }

    [Fact]
    public async Task Silence_makes_it_late_then_down_and_a_heartbeat_brings_it_back_with_one_event_each()
    {
        await app.PassAsync();
        var agent = await app.AgentAsync();
        await app.BeatAsync(agent, """{"host":"web-1.example.org"}""");
        Assert.Equal(LifeState.Up, await app.StateAsync(agent));
        await app.PassTimeAsync(66 * Second);
        Assert.Equal(LifeState.Late, await app.StateAsync(agent));
        Assert.Empty(await app.ToldAsync());
        await app.PassTimeAsync(114 * Second);
        Assert.Equal(LifeState.Down, await app.StateAsync(agent));
        await app.PassTimeAsync(10 * Minute, Minute / 2);
        await app.BeatAsync(agent, """{"host":"web-1.example.org"}""");
        await app.BeatAsync(agent);
        Assert.Equal(LifeState.Up, await app.StateAsync(agent));

        var told = await app.ToldAsync();
        Assert.Equal(
            ["web-1 is down: no heartbeat for 3 min (since 10:15:30 UTC)", "web-1 is back: it was down for 10 min (since 10:18:30 UTC)"],
            told.Select(e => e.Message));
        Assert.Equal((Level.Critical, false, null), (told[0].Level, told[0].Recovers, told[0].EndedLevel));
        Assert.Equal((Level.Info, true, Level.Critical), (told[1].Level, told[1].Recovers, told[1].EndedLevel));
        Assert.All(told, e => Assert.Equal(("agent", "web-1", "web-1.example.org", "notilog", (Guid?)agent.Id), (e.Kind, e.Service, e.Host, e.Source, e.AgentId)));
        Assert.Contains("\"previousState\":\"late\"", told[0].Context, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Regular_heartbeats_keep_it_up_through_hundreds_of_looks()
    {
        var agent = await app.AgentAsync("""{"name":"web-1","heartbeatInterval":"5s","grace":"5s"}""");
        for (var i = 0; i < 200; i++)
        {
            await app.BeatAsync(agent);
            await app.PassTimeAsync(5 * Second);
            Assert.Equal(LifeState.Up, await app.StateAsync(agent));
        }

        Assert.Empty(await app.ToldAsync());
        var due = new List<DueRow>();
        await foreach (var row in app.Get<DueTable>().OfKindAsync("agent", CancellationToken.None))
            due.Add(row);
        Assert.Single(due);
    }

    [Fact]
    public async Task A_heartbeat_that_changes_nothing_is_one_write_and_no_read()
    {
        var agent = await app.AgentAsync();
        await app.BeatAsync(agent);
        app.Time.Advance(Second);
        await app.PassAsync();
        var (reads, commits) = (app.Tables.Reads, app.Tables.Commits.Count);
        await app.BeatAsync(agent, """{"version":"1.0","processes":[{"name":"nginx","state":"running"}]}""");
        await app.BeatAsync(agent);
        Assert.Equal((reads, commits + 2), (app.Tables.Reads, app.Tables.Commits.Count));
    }

    [Fact]
    public async Task An_instance_that_does_not_run_the_schedule_looks_at_its_clock_every_ten_seconds()
    {
        await using var other = app.NewInstance(alone: false);
        var agent = await app.AgentAsync();
        await app.PassAsync();
        app.Time.Advance(25 * Second);
        await app.BeatAsync(agent, instance: other);
        var reads = app.Tables.Reads;
        for (var i = 0; i < 20; i++)
        {
            await app.BeatAsync(agent, instance: other);
            app.Time.Advance(Second);
        }

        Assert.InRange(app.Tables.Reads - reads, 1, 2);
    }

    [Fact]
    public async Task Another_instance_that_heard_it_meanwhile_costs_one_read_more()
    {
        await using var other = app.NewInstance(alone: false);
        var agent = await app.AgentAsync();
        await app.PassAsync();
        await app.BeatAsync(agent);
        await app.BeatAsync(agent, instance: other);
        app.Time.Advance(Second);
        await app.BeatAsync(agent);
        Assert.Equal(app.Time.GetUtcNow(), (await app.Get<AgentRegistry>().GetAsync(agent.Id, CancellationToken.None))!.Life.HeardAt);
    }

    [Fact]
    public async Task A_server_that_was_away_alarms_nobody_on_return()
    {
        var agent = await app.AgentAsync("""{"name":"web-1","heartbeatInterval":"5s","grace":"5s"}""");
        var gone = await app.AgentAsync("""{"name":"gone","heartbeatInterval":"5s","grace":"5s"}""");
        await app.PassAsync();
        await app.BeatAsync(agent);
        await app.BeatAsync(gone);
        // Away for less than the gap that the clock itself would notice, and for longer than the grace.
        app.Time.Advance(40 * Second);
        await using var restarted = app.NewInstance();
        await app.PassAsync(restarted);
        Assert.Empty(await app.ToldAsync());
        for (var i = 0; i < 30; i++)
        {
            await app.BeatAsync(agent, instance: restarted);
            app.Time.Advance(Second);
            await app.PassAsync(restarted);
        }

        Assert.Equal(["gone is down: no heartbeat for 50 s (since 10:15:30 UTC)"], await app.MessagesAsync());
    }

    [Fact]
    public async Task An_outage_of_storage_alarms_nobody_when_it_ends()
    {
        var agent = await app.AgentAsync("""{"name":"web-1","heartbeatInterval":"10s","grace":"10s"}""");
        await app.PassAsync();
        await app.BeatAsync(agent);
        app.Tables.Down = true;
        for (var i = 0; i < 40; i++)
        {
            app.Time.Advance(Second);
            Assert.IsType<TablesUnavailableException>(await Record.ExceptionAsync(() => app.PassAsync()));
        }

        app.Tables.Down = false;
        await app.PassTimeAsync(5 * Second);
        await app.BeatAsync(agent);
        await app.PassTimeAsync(5 * Second);
        Assert.Empty(await app.ToldAsync());
    }

    [Fact]
    public async Task A_paused_agent_is_missed_by_nobody_and_new_when_it_is_resumed()
    {
        var agent = await app.AgentAsync();
        await app.BeatAsync(agent);
        await app.Get<AgentEditor>().PauseAsync(agent.Id, AppParts.Operator, new(), CancellationToken.None);
        await app.PassTimeAsync(TimeSpan.FromHours(1), Minute / 2);
        await app.BeatAsync(agent);
        Assert.Equal(LifeState.Paused, await app.StateAsync(agent));
        await app.Get<AgentEditor>().ResumeAsync(agent.Id, AppParts.Operator, new(), CancellationToken.None);
        Assert.Equal(LifeState.New, await app.StateAsync(agent));
        await app.PassTimeAsync(TimeSpan.FromHours(1), Minute / 2);
        Assert.Empty(await app.ToldAsync());
        await app.BeatAsync(agent);
        await app.PassTimeAsync(4 * Minute);
        Assert.Equal(["web-1 is down: no heartbeat for 3 min (since 12:15:30 UTC)"], await app.MessagesAsync());
    }

    [Fact]
    public async Task A_shorter_interval_counts_at_once()
    {
        var agent = await app.AgentAsync("""{"name":"web-1","heartbeatInterval":"1d","grace":"1d"}""");
        await app.PassAsync();
        await app.BeatAsync(agent);
        await app.PatchAsync(agent, """{"heartbeatInterval":"10s","grace":"10s"}""");
        await app.PassTimeAsync(21 * Second);
        Assert.Equal(["web-1 is down: no heartbeat for 20 s (since 10:15:30 UTC)"], await app.MessagesAsync());
    }

    [Fact]
    public async Task A_closed_connection_makes_it_late_at_once_and_down_after_the_grace_with_one_event()
    {
        var agent = await app.AgentAsync("""{"name":"web-1","heartbeatInterval":"10m","grace":"20s"}""");
        await app.PassAsync();
        var heartbeats = app.Get<AgentHeartbeats>();
        await heartbeats.BeatAsync(agent.Id, Heartbeat.Empty, "c1", new(), CancellationToken.None);
        await heartbeats.ConnectedAsync(agent.Id, "c2", new(), CancellationToken.None);
        await heartbeats.DisconnectedAsync(agent.Id, "c1", new(), CancellationToken.None);
        Assert.Equal(LifeState.Up, await app.StateAsync(agent));
        await heartbeats.DisconnectedAsync(agent.Id, "c2", new(), CancellationToken.None);
        Assert.Equal(LifeState.Late, await app.StateAsync(agent));
        await heartbeats.ConnectedAsync(agent.Id, "c3", new(), CancellationToken.None);
        Assert.Equal(LifeState.Up, await app.StateAsync(agent));
        await heartbeats.DisconnectedAsync(agent.Id, "c3", new(), CancellationToken.None);
        await app.PassTimeAsync(19 * Second);
        Assert.Empty(await app.ToldAsync());
        await app.PassTimeAsync(TimeSpan.FromMinutes(11), 10 * Second);
        Assert.Single(await app.ToldAsync());
    }

    [Fact]
    public async Task Every_change_is_said_to_whoever_looks_on()
    {
        var agent = await app.AgentAsync();
        Assert.Equal(LifeState.Up, AgentChanged.FromJson(Assert.Single((await app.BeatAsync(agent)).For(AgentChanged.Topic)!)).State);
        Assert.Null((await app.BeatAsync(agent)).For(AgentChanged.Topic));
        var outgoing = new Outgoing();
        await app.Get<AgentEditor>().PatchAsync(agent.Id, System.Text.Json.JsonElement.Parse("""{"settings":{"minLevel":"error"}}"""), AppParts.Operator, outgoing, CancellationToken.None);
        Assert.Null(outgoing.For(AgentConfigured.Topic));
        await app.Get<AgentHeartbeats>().ConnectedAsync(agent.Id, "c1", outgoing, CancellationToken.None);
        await app.Get<AgentEditor>().PatchAsync(agent.Id, System.Text.Json.JsonElement.Parse("""{"settings":{"minLevel":"warning"}}"""), AppParts.Operator, outgoing, CancellationToken.None);
        Assert.Equal((agent.Id, Level.Warning), (AgentConfigured.FromJson(Assert.Single(outgoing.For(AgentConfigured.Topic)!)) is var said ? said.AgentId : default, said.Settings.MinLevel));
    }

    [Fact]
    public async Task A_deleted_agent_leaves_nothing_behind()
    {
        var agent = await app.AgentAsync();
        await app.BeatAsync(agent);
        await app.PassTimeAsync(TimeSpan.FromDays(3), TimeSpan.FromHours(6));
        await app.BeatAsync(agent);
        Assert.Null(await app.Get<AgentEditor>().DeleteAsync(agent.Id, AppParts.Operator, CancellationToken.None));
        await app.PassTimeAsync(10 * Minute, Minute / 2);
        Assert.Empty((await app.Tables.Open("agents").QueryAsync(new("agent"), CancellationToken.None)).Rows);
        Assert.Null(await app.Get<AgentHeartbeats>().BeatAsync(agent.Id, Heartbeat.Empty, null, new(), CancellationToken.None));
    }
}
