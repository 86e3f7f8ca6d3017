using System.Net;
using System.Text.Json;
using NotiLog.IntegrationTests.Parts;
using Xunit.Abstractions;

namespace NotiLog.IntegrationTests.EndToEnd;

/// <summary>Who is alive, as operators, agents and cron jobs see it from outside.</summary>
[Collection(CrashCollection.Name)]
public sealed class AgentsEndToEndTests(ITestOutputHelper output)
{
    private const string Beat = "/api/v1/agents/me/heartbeat";

    private static readonly object Route = new { name = "alive", match = new[] { "kind=~\"agent|process\"", "level>=warning" }, channels = new[] { "chat" }, groupBy = new[] { "agentId", "service" }, groupInterval = "1s" };

    [Fact]
    public async Task Silence_is_told_by_telegram_and_so_is_the_return()
    {
        await using var providers = await Providers.StartAsync();
        await using var app = await StartAsync(providers);
        var agent = await app.PostAsync("/api/v1/agents", new { name = "веб-1", heartbeatInterval = "2s", grace = "2s" });
        var http = app.Client(Calls.Text(agent, "key"));
        var answer = await http.SendAsync(HttpMethod.Post, Beat, new { host = "web-1", startedAt = "2020-01-01T00:00:00+14:00" });
        Assert.Equal("2s", Calls.Text(answer, "heartbeatInterval"));
        var down = await providers.Telegram.NextAsync(call => call.Text.Contains("is down"));
        Assert.Contains("веб-1 is down: no heartbeat for ", down.Text, StringComparison.Ordinal);
        Assert.Contains("CRITICAL", down.Text, StringComparison.Ordinal);
        await http.SendAsync(HttpMethod.Post, Beat, new { });
        Assert.Contains("✅", (await providers.Telegram.NextAsync(call => call.Text.Contains("is back"))).Text, StringComparison.Ordinal);
        await app.Http.SendAsync(HttpMethod.Post, $"/api/v1/agents/{Calls.Text(agent, "id")}/pause", new { });
        Assert.Equal(2, (await app.AllAsync($"/api/v1/events?kind=agent&agentId={Calls.Text(agent, "id")}")).Count);
    }

    [Fact]
    public async Task A_cron_job_with_curl_fails_and_ends_well_again()
    {
        await using var providers = await Providers.StartAsync();
        await using var app = await StartAsync(providers);
        var agent = await app.PostAsync("/api/v1/agents", new { name = "backup", schedule = "0 2 * * *", timeZone = "Europe/Moscow", grace = "1h" });
        var url = Calls.Text(agent, "pingUrl")!;
        Assert.StartsWith($"{app.Address}api/ping/", url, StringComparison.Ordinal);
        using var curl = app.Client(key: null);
        foreach (var verb in (HttpMethod[])[HttpMethod.Get, HttpMethod.Head, HttpMethod.Post])
            Assert.Equal(HttpStatusCode.OK, (await curl.SendAsync(new HttpRequestMessage(verb, url))).StatusCode);
        Assert.Equal("OK", await curl.GetStringAsync($"{url}/start"));
        Assert.Equal("OK", await (await curl.PostAsync($"{url}/3", Calls.Json("диск\nзаполнен", "application/x-www-form-urlencoded"))).Content.ReadAsStringAsync());
        Assert.Contains("заполнен", (await providers.Telegram.NextAsync(call => call.Text.Contains("backup is down: exit code 3"))).Text, StringComparison.Ordinal);
        Assert.Equal("OK", await curl.GetStringAsync($"{url}/0"));
        await providers.Telegram.NextAsync(call => call.Text.Contains("backup is back"));
        foreach (var wrong in (string[])["/nonsense", "/3x", "/start/more"])
            await AssertBare404Async(curl, url + wrong);
        await AssertBare404Async(curl, url[..^1] + (url[^1] == 'A' ? 'Q' : 'A'));
        var pings = (await app.GetAsync($"/api/v1/agents/{Calls.Text(agent, "id")}/pings")).GetProperty("items");
        Assert.Equal(6, pings.GetArrayLength());
        Assert.Equal("диск\nзаполнен", Calls.Text(pings[1], "body"));
    }

    [Fact]
    public async Task A_server_that_was_stopped_for_longer_than_the_grace_alarms_nobody_on_return()
    {
        await using var providers = await Providers.StartAsync();
        await using var app = await StartAsync(providers);
        var alive = await app.PostAsync("/api/v1/agents", new { name = "alive", heartbeatInterval = "2s", grace = "3s" });
        var gone = await app.PostAsync("/api/v1/agents", new { name = "gone", heartbeatInterval = "2s", grace = "3s" });
        await app.Client(Calls.Text(gone, "key")).SendAsync(HttpMethod.Post, Beat, new { });
        var http = app.Client(Calls.Text(alive, "key"));
        await http.SendAsync(HttpMethod.Post, Beat, new { });
        await app.KillAsync();
        await Task.Delay(TimeSpan.FromSeconds(8));
        await app.StartAgainAsync();
        using var ending = new CancellationTokenSource();
        var beating = BeatAsync(http, ending.Token);
        var down = await providers.Telegram.NextAsync(call => call.Text.Contains("is down"));
        Assert.Contains("gone is down", down.Text, StringComparison.Ordinal);
        await ending.CancelAsync();
        await beating;
        Assert.Empty(await app.AllAsync($"/api/v1/events?kind=agent&agentId={Calls.Text(alive, "id")}"));
    }

    [Fact]
    public async Task Kills_while_many_go_down_tell_of_each_once()
    {
        const int Agents = 60;
        await using var providers = await Providers.StartAsync();
        await using var app = await StartAsync(providers);
        await app.RouteAsync();
        var clients = new List<HttpClient>();
        for (var i = 0; i < Agents; i++)
            clients.Add(app.Client(Calls.Text(await app.PostAsync("/api/v1/agents", new { name = $"a{i}", heartbeatInterval = "1s", grace = "1s" }), "key")));
        var told = 0;
        for (var round = 0; round < 3; round++)
        {
            await Task.WhenAll(clients.Select(http => http.SendAsync(HttpMethod.Post, Beat, new { })));
            var before = (await AgentEventsAsync(app)).Count(e => Calls.Text(e, "level") == "critical");
            await Eventually.HoldsAsync(async () => (await AgentEventsAsync(app)).Count(e => Calls.Text(e, "level") == "critical") > before, () => "nobody goes down");
            await app.KillAsync();
            await app.StartAgainAsync();
            await Eventually.HoldsAsync(
                async () => (await app.AllAsync("/api/v1/agents?limit=1000")).TrueForAll(agent => Calls.Text(agent, "state") == "down"), () => "some are not down");
            told = before;
        }

        await Eventually.HoldsAsync(async () => (await AgentEventsAsync(app)).Count >= (Agents * 3) + (Agents * 2), () => "some are not told of");
        foreach (var ofAgent in (await AgentEventsAsync(app)).GroupBy(e => Calls.Text(e, "agentId")))
            Assert.Equal(["critical", "info", "critical", "info", "critical"], ofAgent.OrderBy(e => Calls.Text(e, "eventId"), StringComparer.Ordinal).Select(e => Calls.Text(e, "level")));
        output.WriteLine($"3 kills while {Agents} agents went down ({told} told before the last): each change told once");
    }

    internal static async Task<App> StartAsync(Providers providers, string? storage = null)
    {
        var app = await App.StartAsync(providers.Settings, storage);
        await app.PutAsync("/api/v1/channels/chat", new { type = "telegram", telegram = new { chatId = "1001" } });
        await app.RouteAsync(Route);
        return app;
    }

    private static Task<List<JsonElement>> AgentEventsAsync(App app) => app.AllAsync("/api/v1/events?kind=agent&limit=1000");

    private static async Task BeatAsync(HttpClient http, CancellationToken until)
    {
        while (!until.IsCancellationRequested)
        {
            await http.SendAsync(HttpMethod.Post, Beat, new { });
            await Task.Delay(500, CancellationToken.None);
        }
    }

    private static async Task AssertBare404Async(HttpClient curl, string url)
    {
        using var answer = await curl.GetAsync(url);
        Assert.Equal((HttpStatusCode.NotFound, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }
}

/// <summary>Two hosts that sweep at once on one storage.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class TwoHostsTests(Azurite azurite)
{
    [Fact]
    public async Task Two_hosts_on_one_storage_tell_once_that_an_agent_is_down_and_once_that_it_is_back()
    {
        await using var providers = await Providers.StartAsync();
        await using var one = await AgentsEndToEndTests.StartAsync(providers, azurite.ConnectionString);
        await using var other = await App.StartAsync(providers.Settings, azurite.ConnectionString);
        var agents = new List<JsonElement>();
        for (var i = 0; i < 5; i++)
            agents.Add(await one.PostAsync("/api/v1/agents", new { name = $"two-{i}-{Guid.NewGuid():N}", heartbeatInterval = "2s", grace = "2s" }));
        foreach (var round in (int[])[1, 2])
        {
            foreach (var agent in agents)
            {
                await Task.WhenAll(
                    one.Client(Calls.Text(agent, "key")).SendAsync(HttpMethod.Post, "/api/v1/agents/me/heartbeat", new { }),
                    other.Client(Calls.Text(agent, "key")).SendAsync(HttpMethod.Post, "/api/v1/agents/me/heartbeat", new { }));
            }

            foreach (var agent in agents)
            {
                await Eventually.HoldsAsync(
                    async () => Calls.Text(await other.GetAsync($"/api/v1/agents/{Calls.Text(agent, "id")}"), "state") == "down", () => $"{round}: not down", TimeSpan.FromSeconds(60));
            }
        }

        foreach (var agent in agents)
        {
            List<JsonElement> told = [];
            await Eventually.HoldsAsync(
                async () => (told = await one.AllAsync($"/api/v1/events?kind=agent&agentId={Calls.Text(agent, "id")}")).Count >= 3, () => $"{told.Count} events");
            Assert.Equal(["critical", "info", "critical"], told.OrderBy(e => Calls.Text(e, "eventId"), StringComparer.Ordinal).Select(e => Calls.Text(e, "level")));
        }
    }
}
