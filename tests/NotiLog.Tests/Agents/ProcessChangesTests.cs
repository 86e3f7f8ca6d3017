using NotiLog.Agents;
using NotiLog.Events;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Agents;

public sealed class ProcessChangesTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly AppParts app = new();
    private Agent agent = null!;

    public async Task InitializeAsync() => agent = await app.AgentAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_crash_and_the_return_are_told_with_exit_code_and_how_long_it_ran()
    {
        await ReportAsync("running", pid: 4711);
        app.Time.Advance(TimeSpan.FromHours(76));
        await ReportAsync("crashed", exitCode: 139);
        await ReportAsync("crashed", exitCode: 139);
        app.Time.Advance(TimeSpan.FromSeconds(130));
        await ReportAsync("running", pid: 4812);
        await ReportAsync("running", pid: 4812);
        var told = await app.ToldAsync();
        Assert.Equal(
            ["nginx on web-1 crashed with exit code 139 after running for 3 d 4 h", "nginx on web-1 is running again (pid 4812); it was crashed for 2 min 10 s"],
            told.Select(e => e.Message));
        Assert.Equal((Level.Error, false), (told[0].Level, told[0].Recovers));
        Assert.Equal((Level.Info, true, Level.Error), (told[1].Level, told[1].Recovers, told[1].EndedLevel));
        Assert.All(told, e => Assert.Equal(("process", "nginx", "web-1", (Guid?)agent.Id), (e.Kind, e.Service, e.Host, e.AgentId)));
    }

    [Fact]
    public async Task One_that_stops_is_a_warning_and_an_error_when_it_turns_out_to_have_crashed()
    {
        await ReportAsync("running");
        await ReportAsync("stopped", exitCode: 0);
        await ReportAsync("crashed", exitCode: 1);
        await ReportAsync("stopped");
        await ReportAsync("running");
        Assert.Equal([(Level.Warning, null), (Level.Error, null), (Level.Info, (Level?)Level.Error)], (await app.ToldAsync()).Select(e => (e.Level, e.EndedLevel)));
    }

    [Fact]
    public async Task The_first_report_tells_nothing_whatever_it_says()
    {
        await ReportAsync("crashed");
        await ReportAsync("running");
        Assert.Empty(await app.ToldAsync());
    }

    [Fact]
    public async Task The_agents_clock_may_be_wrong_by_an_hour()
    {
        var hourAhead = app.Time.GetUtcNow().AddHours(1);
        await ReportAsync("running", since: hourAhead.AddMinutes(-20));
        await ReportAsync("crashed", since: hourAhead);
        app.Time.Advance(TimeSpan.FromSeconds(90));
        await ReportAsync("running", since: hourAhead.AddSeconds(90));
        Assert.Equal(
            ["nginx on web-1 crashed after running for 20 min", "nginx on web-1 is running again; it was crashed for 1 min 30 s"], await app.MessagesAsync());
    }

    [Fact]
    public async Task A_restart_between_two_heartbeats_is_told_as_news()
    {
        await ReportAsync("running", pid: 1, since: AppParts.Start);
        await ReportAsync("running", pid: 1, since: AppParts.Start.AddHours(1));
        Assert.Empty(await app.ToldAsync());
        app.Time.Advance(TimeSpan.FromMinutes(3));
        await ReportAsync("running", pid: 2);
        var told = Assert.Single(await app.ToldAsync());
        Assert.Equal(("nginx on web-1 was restarted (pid 1 -> 2) after running for 3 min", Level.Info, false), (told.Message, told.Level, told.Recovers));
    }

    [Fact]
    public async Task One_that_changes_too_often_flaps_once_and_is_stable_again_once()
    {
        await ReportAsync("running");
        for (var i = 0; i < 20; i++)
        {
            app.Time.Advance(TimeSpan.FromSeconds(30));
            await ReportAsync(i % 2 == 0 ? "crashed" : "running");
        }

        for (var i = 0; i < 30; i++)
        {
            app.Time.Advance(TimeSpan.FromMinutes(1));
            await ReportAsync("running");
        }

        var told = await app.ToldAsync();
        Assert.Equal(7, told.Count);
        Assert.Equal(("nginx on web-1 is flapping: 6 changes in 2 min 30 s, now running", Level.Error), (told[5].Message, told[5].Level));
        Assert.Equal(("nginx on web-1 is stable again: running for 10 min", true, Level.Error), (told[6].Message, told[6].Recovers, told[6].EndedLevel));
        Assert.False((await app.Get<AgentRegistry>().GetAsync(agent.Id, CancellationToken.None))!.Report!.Processes[0].Flapping);

        await ReportAsync("crashed");
        Assert.Equal(8, (await app.ToldAsync()).Count);
    }

    [Fact]
    public async Task One_that_settles_crashed_stays_an_error()
    {
        await ReportAsync("running");
        for (var i = 0; i < 7; i++)
        {
            app.Time.Advance(TimeSpan.FromSeconds(1));
            await ReportAsync(i % 2 == 0 ? "crashed" : "running");
        }

        app.Time.Advance(TimeSpan.FromMinutes(10));
        await ReportAsync("crashed");
        var last = (await app.ToldAsync())[^1];
        Assert.Equal(("nginx on web-1 is stable again: crashed for 10 min", Level.Error, false), (last.Message, last.Level, last.Recovers));
        await ReportAsync("running");
        Assert.True((await app.ToldAsync())[^1].Recovers);
    }

    [Fact]
    public async Task One_that_is_no_longer_reported_ends_its_trouble()
    {
        await ReportAsync("running");
        await ReportAsync("crashed");
        await app.BeatAsync(agent);
        Assert.Single(await app.ToldAsync());
        await app.BeatAsync(agent, """{"processes":[]}""");
        await app.BeatAsync(agent, """{"processes":[]}""");
        var told = (await app.ToldAsync())[^1];
        Assert.Equal(("nginx on web-1 is no longer reported; it was crashed since 10:15:30 UTC", true, 2), (told.Message, told.Recovers, (await app.ToldAsync()).Count));
    }

    [Fact]
    public async Task Of_a_paused_agent_nothing_is_told_but_what_came_back_meanwhile()
    {
        await ReportAsync("running");
        await ReportAsync("crashed");
        await app.Get<AgentEditor>().PauseAsync(agent.Id, AppParts.Operator, new(), CancellationToken.None);
        await ReportAsync("running");
        await ReportAsync("stopped");
        await ReportAsync("running");
        Assert.Single(await app.ToldAsync());
        await app.Get<AgentEditor>().ResumeAsync(agent.Id, AppParts.Operator, new(), CancellationToken.None);
        await ReportAsync("running");
        Assert.Equal(2, (await app.ToldAsync()).Count);
        Assert.True((await app.ToldAsync())[1].Recovers);
    }

    [Fact]
    public async Task A_client_cannot_claim_to_be_a_recovery_or_an_agent()
    {
        var answer = await app.IngestAsync("""[{"level":"info","message":"m","recovers":true,"endedLevel":"critical"},{"level":"info","message":"m","kind":"process"}]""");
        Assert.Equal(["recovers", "endedLevel", "kind"], answer.Rejected.SelectMany(rejected => rejected.Faults.ByField.Keys));
    }

    /// <summary>A millisecond passes, so that what is told has an order.</summary>
    private async Task ReportAsync(string state, int? pid = null, int? exitCode = null, DateTimeOffset? since = null)
    {
        await app.BeatAsync(agent, System.Text.Json.JsonSerializer.Serialize(new { processes = new[] { new { name = "nginx", state, pid, exitCode, since } } }));
        app.Time.Advance(TimeSpan.FromMilliseconds(1));
    }
}
