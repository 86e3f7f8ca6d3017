using NotiLog.Agents;
using NotiLog.Liveness;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Agents;

public sealed class AgentPingTests : IAsyncDisposable
{
    private readonly AppParts app = new();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_job_that_fails_is_down_at_once_and_its_next_end_brings_it_back()
    {
        var agent = await app.AgentAsync("""{"name":"backup","schedule":"0 2 * * *","timeZone":"Europe/Moscow","grace":"1h"}""");
        await PingAsync(agent, PingKind.Start);
        app.Time.Advance(TimeSpan.FromSeconds(65));
        await PingAsync(agent, AgentPing.Ended(3, "copied 10 files\n\ndisk full\nгибель\n", "curl/8"));
        await PingAsync(agent, AgentPing.Ended(3, "still", null));
        Assert.Equal(LifeState.Down, await app.StateAsync(agent));
        await PingAsync(agent, PingKind.Start);
        Assert.Equal(LifeState.Down, await app.StateAsync(agent));
        app.Time.Advance(TimeSpan.FromSeconds(30));
        await PingAsync(agent, AgentPing.Ended(0, null, null));
        Assert.Equal(LifeState.Up, await app.StateAsync(agent));

        Assert.Equal(
            ["backup is down: exit code 3 after 1 min 5 s\ncopied 10 files\ndisk full\nгибель", "backup is back: it was down for 30 s (since 10:16:35 UTC)"],
            await app.MessagesAsync());
        Assert.Contains("\"exitCode\":3", (await app.ToldAsync())[0].Context, StringComparison.Ordinal);
        var pings = (await app.Get<AgentPings>().LastAsync(agent.Id, CancellationToken.None))!;
        Assert.Equal([PingKind.Success, PingKind.Start, PingKind.Fail, PingKind.Fail, PingKind.Start], pings.Select(kept => kept.Ping.Kind));
        Assert.Equal(new TimeSpan?[] { TimeSpan.FromSeconds(30), null, null, TimeSpan.FromSeconds(65), null }, pings.Select(kept => kept.Duration));
        Assert.Equal("curl/8", pings[3].Ping.UserAgent);
    }

    [Fact]
    public async Task A_run_that_does_not_end_within_the_grace_is_down()
    {
        var agent = await app.AgentAsync("""{"name":"backup","heartbeatInterval":"1d","grace":"1m"}""");
        await app.PassAsync();
        await PingAsync(agent, PingKind.Start);
        await app.PassTimeAsync(TimeSpan.FromSeconds(59));
        Assert.Equal(LifeState.Up, await app.StateAsync(agent));
        await app.PassTimeAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(["backup is down: its run has not ended for 1 min (begun 10:15:30 UTC)"], await app.MessagesAsync());
    }

    [Fact]
    public async Task A_run_that_ends_in_time_is_expected_again_an_interval_later()
    {
        var agent = await app.AgentAsync("""{"name":"backup","heartbeatInterval":"5m","grace":"1m"}""");
        await app.PassAsync();
        await PingAsync(agent, PingKind.Start);
        await app.PassTimeAsync(TimeSpan.FromSeconds(50));
        await PingAsync(agent, AgentPing.Ended(0, null, null));
        await app.PassTimeAsync(TimeSpan.FromSeconds(359));
        Assert.Empty(await app.ToldAsync());
        await app.PassTimeAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(["backup is down: no heartbeat for 6 min (since 10:16:20 UTC)"], await app.MessagesAsync());
    }

    [Fact]
    public async Task A_job_whose_host_is_a_little_fast_has_not_missed_its_time()
    {
        var agent = await app.AgentAsync("""{"name":"backup","schedule":"0 11 * * *","grace":"1h"}""");
        await app.PassAsync();
        app.Time.Advance(TimeSpan.FromMinutes(44) + TimeSpan.FromSeconds(20));
        await app.PassAsync();
        await PingAsync(agent, AgentPing.Ended(0, null, null));
        await app.PassTimeAsync(TimeSpan.FromHours(2), TimeSpan.FromSeconds(30));
        Assert.Empty(await app.ToldAsync());
        await app.PassTimeAsync(TimeSpan.FromHours(23) + TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(50));
        Assert.Equal(["backup is down: no heartbeat for 1 d 1 h (since 10:59:50 UTC)".Replace("10:59:50", "2026-11-23 10:59:50", StringComparison.Ordinal)], await app.MessagesAsync());
    }

    [Fact]
    public async Task Keeps_the_last_fifty()
    {
        var agent = await app.AgentAsync();
        for (var i = 0; i < 120; i++)
            await PingAsync(agent, AgentPing.Ended(0, $"{i}", null));
        Assert.Equal(
            Enumerable.Range(70, 50).Reverse().Select(i => $"{i}"), (await app.Get<AgentPings>().LastAsync(agent.Id, CancellationToken.None))!.Select(kept => kept.Ping.Body));
    }

    [Fact]
    public async Task A_key_that_is_no_key_opens_nothing()
    {
        var agent = await app.AgentAsync();
        foreach (var key in (string[])["", "x", new string('A', 43), agent.PingKey[..^1], agent.PingKey + "A", Flipped(agent.PingKey), Guid.NewGuid().ToString(), "Ж"])
            Assert.False((await app.Get<AgentPings>().TakeAsync(key, AgentPing.Ended(0, null, null), new(), CancellationToken.None)).Value);
        Assert.Equal(LifeState.New, await app.StateAsync(agent));
    }

    [Fact]
    public async Task The_key_before_a_new_one_pings_for_an_hour_more()
    {
        var agent = await app.AgentAsync();
        var rotated = (await app.Get<AgentEditor>().RotateKeyAsync(agent.Id, AppParts.Operator, new(), CancellationToken.None))!.Value.Value.Holder;
        Assert.NotEqual(agent.PingKey, rotated.PingKey);
        app.Time.Advance(TimeSpan.FromMinutes(59));
        await PingAsync(agent, PingKind.Success);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.False((await app.Get<AgentPings>().TakeAsync(agent.PingKey, AgentPing.Ended(0, null, null), new(), CancellationToken.None)).Value);
        await PingAsync(rotated, PingKind.Success);
    }

    private Task PingAsync(Agent agent, PingKind kind) => PingAsync(agent, new AgentPing(kind, null, null, null));

    private async Task PingAsync(Agent agent, AgentPing ping) =>
        Assert.True((await app.Get<AgentPings>().TakeAsync(agent.PingKey, ping, new(), CancellationToken.None)).Value);

    private static string Flipped(string key) => key[..30] + (key[30] == 'A' ? 'B' : 'A') + key[31..];
}
