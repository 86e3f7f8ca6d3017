using System.Net;
using System.Text.Json;
using NotiLog.IntegrationTests.Parts;

namespace NotiLog.IntegrationTests.EndToEnd;

/// <summary>Agents with a live connection, and who watches them.</summary>
[Collection(CrashCollection.Name)]
public sealed class AgentHubTests : IAsyncLifetime
{
    private App app = null!;

    public async Task InitializeAsync() => app = await App.StartAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_heartbeat_counts_and_is_answered_by_what_the_agent_is_to_do(bool javascript)
    {
        var agent = await CreateAsync("веб-1", settings: new { minLevel = "warning" });
        await using var browser = await app.ConnectAsync("live", app.OwnerKey);
        await using var connection = await ConnectAsync(agent, javascript);
        await connection.Received.NextAsync(message => message.Target == "ping");

        await connection.SendAsync("heartbeat", new { version = "1.0", host = "web-1", processes = new[] { new { name = "nginx", state = "running", pid = 7 } } });

        var configure = (await connection.Received.NextAsync(message => message.Target == "configure")).Argument;
        Assert.Equal(["heartbeatInterval", "minLevel", "processes", "serverTime"], configure.EnumerateObject().Select(member => member.Name).Order());
        Assert.Equal(("1m", "warning"), (Calls.Text(configure, "heartbeatInterval"), Calls.Text(configure, "minLevel")));
        var seen = await app.GetAsync($"/api/v1/agents/{agent.Id}");
        Assert.Equal(("up", true), (Calls.Text(seen, "state"), seen.GetProperty("connected").GetBoolean()));
        Assert.Equal("nginx", Calls.Text(seen.GetProperty("report").GetProperty("processes")[0], "name"));
        var changed = (await browser.Received.NextAsync(message => message.Target == "agentChanged" && Calls.Text(message.Argument, "state") == "up")).Argument;
        Assert.Equal(["id", "name", "state", "stateSince", "lastSeenAt", "connected"], changed.EnumerateObject().Select(member => member.Name));
        Assert.Equal((agent.Id, "веб-1", true), (Calls.Text(changed, "id"), Calls.Text(changed, "name"), changed.GetProperty("connected").GetBoolean()));
    }

    [Fact]
    public async Task Changed_settings_reach_that_agent_and_no_other()
    {
        var (first, second) = (await CreateAsync("web-1"), await CreateAsync("web-2"));
        await using var one = await ConnectAsync(first);
        await using var other = await ConnectAsync(second);
        await one.Received.NextAsync(message => message.Target == "ping");

        await PatchAsync(first, new { settings = new { heartbeatInterval = "30s", processes = new[] { new { name = "nginx" } } } });

        var configure = (await one.Received.NextAsync(message => message.Target == "configure")).Argument;
        Assert.Equal("30s", Calls.Text(configure, "heartbeatInterval"));
        Assert.Equal("nginx", Calls.Text(configure.GetProperty("processes")[0], "name"));
        await PatchAsync(second, new { settings = new { minLevel = "error" } });
        Assert.Equal("error", Calls.Text((await other.Received.NextAsync(message => message.Target == "configure")).Argument, "minLevel"));
        Assert.Single(other.Received.All, message => message.Target == "configure");
    }

    [Fact]
    public async Task A_closed_connection_is_a_hint_and_the_agent_is_down_only_after_its_grace()
    {
        var agent = await CreateAsync("web-1", grace: "3s");
        await using (var connection = await ConnectAsync(agent))
        {
            await connection.SendAsync("heartbeat");
            await StateAsync(agent, "up", connected: true);
        }

        var late = await StateAsync(agent, "late", connected: false);
        var down = await StateAsync(agent, "down", connected: false);
        Assert.InRange(down.GetProperty("stateSince").GetDateTimeOffset() - late.GetProperty("stateSince").GetDateTimeOffset(), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(15));

        await using var again = await ConnectAsync(agent);
        await again.SendAsync("heartbeat");
        await StateAsync(agent, "up", connected: true);
        Assert.Equal(["info", "critical"], (await app.AllAsync($"{Calls.Events}?kind=agent")).Select(e => Calls.Text(e, "level")));
    }

    [Fact]
    public async Task An_agent_connects_and_speaks_only_as_itself()
    {
        var (mine, others) = (await CreateAsync("web-1"), await CreateAsync("web-2"));
        var reader = Calls.Text(await app.PostAsync("/api/v1/tokens", new { name = "screen", role = "reader" }), "secret");
        (string Id, string? Key, HttpStatusCode Expected)[] tries =
        [
            (mine.Id, mine.Key, HttpStatusCode.OK), (others.Id, mine.Key, HttpStatusCode.Forbidden), (mine.Id, others.Key, HttpStatusCode.Forbidden),
            (mine.Id.ToUpperInvariant(), mine.Key, HttpStatusCode.Forbidden), (mine.Id.Replace("-", "", StringComparison.Ordinal), mine.Key, HttpStatusCode.Forbidden),
            (mine.Id, reader, HttpStatusCode.Forbidden), (mine.Id, app.OwnerKey, HttpStatusCode.Forbidden),
            (mine.Id, mine.Key[..^1] + (mine.Key[^1] == 'A' ? 'B' : 'A'), HttpStatusCode.Unauthorized), (mine.Id, null, HttpStatusCode.Unauthorized),
        ];
        foreach (var (id, key, expected) in tries)
        {
            using var http = app.Client(key);
            Assert.Equal(expected, (await http.PostAsync($"/api/v1/hubs/agents/{id}/negotiate?negotiateVersion=1", null)).StatusCode);
        }

        await using var connection = await ConnectAsync(mine);
        await connection.SendAsync("heartbeat", new { agentId = others.Id, version = "1.0" });
        var refused = (await connection.Received.NextAsync(message => message.Target == "refused")).Argument;
        Assert.Contains("agentId", refused.GetProperty("errors").EnumerateObject().Select(member => member.Name));
        await connection.SendAsync("heartbeat", new { version = "1.0" }, others.Id);
        await StateAsync(mine, "up", connected: true);
        await StateAsync(others, "new", connected: false);
    }

    [Fact]
    public async Task A_resumed_agent_is_asked_for_a_sign_of_life()
    {
        var agent = await CreateAsync("web-1");
        await using var connection = await ConnectAsync(agent);
        await connection.SendAsync("heartbeat");
        await connection.Received.NextAsync(message => message.Target == "configure");
        await connection.Received.NextAsync(message => message.Target == "ping");
        await app.PostAsync($"/api/v1/agents/{agent.Id}/pause", new { });

        await app.PostAsync($"/api/v1/agents/{agent.Id}/resume", new { });

        await connection.Received.NextAsync(message => message.Target == "ping");
    }

    [Fact]
    public async Task A_connected_agent_that_is_late_is_asked_for_a_sign_of_life()
    {
        var made = await app.PostAsync("/api/v1/agents", new { name = "web-1", heartbeatInterval = "2s", grace = "1m" });
        var agent = new TestAgent(Calls.Text(made, "id")!, Calls.Text(made, "key")!);
        await using var connection = await ConnectAsync(agent);
        await connection.Received.NextAsync(message => message.Target == "ping");
        await connection.SendAsync("heartbeat");
        await StateAsync(agent, "up", connected: true);

        await connection.Received.NextAsync(message => message.Target == "ping");

        await StateAsync(agent, "late", connected: true);
    }

    [Fact]
    public async Task A_server_that_is_killed_and_comes_back_alarms_nobody()
    {
        var agent = await CreateAsync("web-1", grace: "2s");
        await using var connection = await ConnectAsync(agent);
        await connection.SendAsync("heartbeat");
        await StateAsync(agent, "up", connected: true);

        await app.KillAsync();
        await app.StartAgainAsync();
        await connection.ReconnectedAsync();
        await connection.SendAsync("heartbeat");
        await connection.Received.NextAsync(message => message.Target == "configure");

        await StateAsync(agent, "up", connected: true);
        Assert.Empty(await app.AllAsync($"{Calls.Events}?kind=agent"));
    }

    [Fact]
    public async Task Who_was_deleted_is_refused_on_the_connection_that_is_left()
    {
        var agent = await CreateAsync("web-1");
        await using var connection = await ConnectAsync(agent);
        await app.Http.DeleteAsync($"/api/v1/agents/{agent.Id}");

        await connection.SendAsync("heartbeat");

        Assert.Contains("no such agent", Calls.Text((await connection.Received.NextAsync(message => message.Target == "refused")).Argument, "detail"), StringComparison.Ordinal);
    }

    private async Task<TestAgent> CreateAsync(string name, string grace = "1m", object? settings = null)
    {
        var made = await app.PostAsync("/api/v1/agents", new { name, grace });
        var agent = new TestAgent(Calls.Text(made, "id")!, Calls.Text(made, "key")!);
        if (settings is not null)
            await PatchAsync(agent, new { settings });
        return agent;
    }

    private Task<JsonElement> PatchAsync(TestAgent agent, object body) => app.Http.SendAsync(HttpMethod.Patch, $"/api/v1/agents/{agent.Id}", body);

    private Task<ILiveClient> ConnectAsync(TestAgent agent, bool javascript = false) =>
        javascript ? app.ConnectInJavaScriptAsync($"agents/{agent.Id}", agent.Key) : app.ConnectAsync($"agents/{agent.Id}", agent.Key);

    private async Task<JsonElement> StateAsync(TestAgent agent, string state, bool connected)
    {
        JsonElement seen = default;
        await Eventually.HoldsAsync(
            async () => Calls.Text(seen = await app.GetAsync($"/api/v1/agents/{agent.Id}"), "state") == state && seen.GetProperty("connected").GetBoolean() == connected,
            () => seen.ToString());
        return seen;
    }

    private sealed record TestAgent(string Id, string Key);
}
