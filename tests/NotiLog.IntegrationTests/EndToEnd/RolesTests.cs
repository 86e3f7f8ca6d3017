using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Functions;
using NotiLog.IntegrationTests.Parts;

namespace NotiLog.IntegrationTests.EndToEnd;

[Collection(InstallationCollection.Name)]
public sealed class RolesTests(SqliteInstallation installation)
{
    private const string Absent = "0198d9a1-0000-7000-8000-000000000000";
    private static readonly string[] Roles = ["agent", "reader", "operator", "admin", "owner"];

    /// <summary>Without a credential; and the one whose agent must be the route's (<see cref="AgentHubTests"/>).</summary>
    private static readonly string[] Others =
    [
        "GET health", "HEAD health", "GET v1/openapi.json", "POST v1/hubs/agents/{agentId:guid}/negotiate",
        .. from route in (string[])["ping/{pingKey}", "ping/{pingKey}/start", "ping/{pingKey}/fail", "ping/{pingKey}/{exitCode:int}"]
           from verb in (string[])["GET", "POST", "HEAD"]
           select $"{verb} {route}",
    ];

    /// <summary>Verb, route, and whom it lets in: the smallest role, and agents where they are named.</summary>
    public static TheoryData<string, string, string> Endpoints => new()
    {
        { "GET", "health/ready", "reader" },
        { "GET", "v1/overview", "reader" },
        { "POST", "v1/parked/retry", "operator" },
        { "POST", "v1/events", "agent operator" },
        { "GET", "v1/events", "reader" },
        { "GET", "v1/events/histogram", "reader" },
        { "GET", "v1/events/facets", "reader" },
        { "GET", "v1/events/{eventId:guid}", "reader" },
        { "GET", "v1/events/{eventId:guid}/explain", "reader" },
        { "PATCH", "v1/events/{eventId:guid}", "operator" },
        { "POST", "v1/events/triage", "operator" },
        { "DELETE", "v1/events/{eventId:guid}", "admin" },
        { "GET", "v1/rejected", "reader" },
        { "GET", "v1/channels", "reader" },
        { "GET", "v1/channels/{name}", "reader" },
        { "PUT", "v1/channels/{name}", "operator" },
        { "DELETE", "v1/channels/{name}", "operator" },
        { "POST", "v1/channels/{name}/test", "operator" },
        { "POST", "v1/channels/test", "operator" },
        { "POST", "v1/channels/preview", "operator" },
        { "GET", "v1/routing", "reader" },
        { "PUT", "v1/routing", "operator" },
        { "GET", "v1/routing/{version:int}", "reader" },
        { "POST", "v1/routing/test", "operator" },
        { "POST", "v1/routing/replay", "reader" },
        { "POST", "v1/routing/matrix", "reader" },
        { "GET", "v1/silences", "reader" },
        { "POST", "v1/silences", "operator" },
        { "POST", "v1/silences/test", "reader" },
        { "GET", "v1/silences/{id:guid}", "reader" },
        { "DELETE", "v1/silences/{id:guid}", "operator" },
        { "GET", "v1/export", "reader" },
        { "POST", "v1/import", "operator" },
        { "GET", "v1/notifications", "reader" },
        { "GET", "v1/notifications/{id:guid}", "reader" },
        { "GET", "v1/notifications/{id:guid}/events", "reader" },
        { "GET", "v1/deliveries", "reader" },
        { "POST", "v1/deliveries/{id:guid}/retry", "operator" },
        { "POST", "v1/deliveries/retry", "operator" },
        { "GET", "v1/tokens", "admin" },
        { "POST", "v1/tokens", "admin" },
        { "DELETE", "v1/tokens/{id:guid}", "admin" },
        { "GET", "v1/agents", "reader" },
        { "GET", "v1/agents/{id:guid}", "reader" },
        { "POST", "v1/agents", "operator" },
        { "DELETE", "v1/agents/{id:guid}", "operator" },
        { "POST", "v1/agents/{id:guid}/key", "operator" },
        { "PATCH", "v1/agents/{id:guid}", "operator" },
        { "POST", "v1/agents/{id:guid}/pause", "operator" },
        { "POST", "v1/agents/{id:guid}/resume", "operator" },
        { "GET", "v1/agents/{id:guid}/heartbeats", "reader" },
        { "GET", "v1/agents/{id:guid}/pings", "reader" },
        { "POST", "v1/agents/me/heartbeat", "agent" },
        { "GET", "v1/watches", "reader" },
        { "POST", "v1/watches", "operator" },
        { "GET", "v1/watches/{id:guid}", "reader" },
        { "PUT", "v1/watches/{id:guid}", "operator" },
        { "DELETE", "v1/watches/{id:guid}", "operator" },
        { "DELETE", "v1/watches/{id:guid}/series/{seriesId:guid}", "operator" },
        { "POST", "v1/hubs/live/negotiate", "reader" },
        { "GET", "v1/me", "reader" },
    };

    private App App => installation.App;

    [Fact]
    public void Every_endpoint_but_the_anonymous_is_in_the_table()
    {
        var triggers = typeof(Composition).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetParameters()).Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>()
            .SelectMany(trigger => trigger.Methods!.Select(verb => $"{verb.ToUpperInvariant()} {trigger.Route}"));
        Assert.Equal(Others.Order(), triggers.Except(Endpoints.Select(row => $"{row[0]} {row[1]}")).Order());
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Each_role_may_do_its_own_and_no_more(string verb, string route, string allowed)
    {
        var path = "/api/" + route.Replace("{eventId:guid}", Absent, StringComparison.Ordinal).Replace("{id:guid}", Absent, StringComparison.Ordinal)
            .Replace("{seriesId:guid}", Absent, StringComparison.Ordinal).Replace("{version:int}", "99", StringComparison.Ordinal).Replace("{name}", "nobody", StringComparison.Ordinal);
        var least = Array.IndexOf(Roles, allowed.Split(' ')[^1]);
        foreach (var role in Roles)
        {
            var (status, text) = await CallAsync(verb, path, await KeyOfAsync(role));
            var may = role == "agent" ? allowed.StartsWith("agent", StringComparison.Ordinal) : least > 0 && Array.IndexOf(Roles, role) >= least;
            Assert.True((status != 403) == may && status != 401 && status < 500, $"{role}: {status} {text}");
        }

        foreach (var key in (string?[])[null, "", "nonsense", "nlo_wrong", $"nlt_{new string('a', 60)}", App.OwnerKey[..^1], App.OwnerKey + "x"])
            Assert.Equal(401, (await CallAsync(verb, path, key)).Status);
    }

    [Fact]
    public async Task A_401_says_how_to_come_in()
    {
        using var http = App.Client(null);
        var answer = await http.GetAsync(Calls.Events);
        await BadInputTests.AssertRefusedAsync(answer, 401);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/health")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/api/health"))).StatusCode);
    }

    [Fact]
    public async Task What_a_sender_leaves_out_is_filled_in_by_its_name()
    {
        await AssertFilledAsync(App.OwnerKey, "owner", "owner", null);
        var token = await App.PostAsync("/api/v1/tokens", new { name = "importer", role = "operator" });
        await AssertFilledAsync(Calls.Text(token, "secret")!, "importer", "importer", null);
        var name = $"web-{Guid.NewGuid():N}";
        var agent = await App.PostAsync("/api/v1/agents", new { name });
        await AssertFilledAsync(Calls.Text(agent, "key")!, name, name, Calls.Text(agent, "id"));
    }

    [Fact]
    public async Task A_revoked_token_and_the_key_of_a_deleted_agent_end_at_once()
    {
        var token = await App.PostAsync("/api/v1/tokens", new { name = "short", role = "reader" });
        var agent = await App.PostAsync("/api/v1/agents", new { name = $"short-{Guid.NewGuid():N}" });
        Assert.Equal(200, (await CallAsync("GET", Calls.Events, Calls.Text(token, "secret"))).Status);
        Assert.Equal(202, (await CallAsync("POST", Calls.Events, Calls.Text(agent, "key"))).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await App.Http.DeleteAsync($"/api/v1/tokens/{Calls.Text(token, "id")}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await App.Http.DeleteAsync($"/api/v1/agents/{Calls.Text(agent, "id")}")).StatusCode);
        Assert.Equal(401, (await CallAsync("GET", Calls.Events, Calls.Text(token, "secret"))).Status);
        Assert.Equal(401, (await CallAsync("POST", Calls.Events, Calls.Text(agent, "key"))).Status);
        Assert.DoesNotContain(await App.AllAsync("/api/v1/tokens"), t => Calls.Text(t, "id") == Calls.Text(token, "id"));
    }

    [Fact]
    public async Task A_rotated_key_works_beside_the_one_before_and_not_beside_the_one_before_that()
    {
        var agent = await App.PostAsync("/api/v1/agents", new { name = $"rotated-{Guid.NewGuid():N}" });
        List<string> keys = [Calls.Text(agent, "key")!];
        for (var i = 0; i < 2; i++)
            keys.Add(Calls.Text(await App.PostAsync($"/api/v1/agents/{Calls.Text(agent, "id")}/key", new { }), "key")!);
        Assert.Equal([401, 202, 202], (await Task.WhenAll(keys.Select(key => CallAsync("POST", Calls.Events, key)))).Select(answer => answer.Status));
    }

    [Fact]
    public async Task A_token_that_has_expired_is_refused()
    {
        var until = TimeProvider.System.GetUtcNow().AddSeconds(2);
        var token = await App.PostAsync("/api/v1/tokens", new { name = "brief", role = "reader", expiresAt = until });
        Assert.Equal(200, (await CallAsync("GET", Calls.Events, Calls.Text(token, "secret"))).Status);
        await Eventually.HoldsAsync(async () => (await CallAsync("GET", Calls.Events, Calls.Text(token, "secret"))).Status == 401, () => "the token does not expire");
        Assert.True(TimeProvider.System.GetUtcNow() >= until);
    }

    private async Task<string> KeyOfAsync(string role) => role switch
    {
        "owner" => App.OwnerKey,
        "agent" => Calls.Text(await App.PostAsync("/api/v1/agents", new { name = $"agent-{Guid.NewGuid():N}" }), "key")!,
        _ => Calls.Text(await App.PostAsync("/api/v1/tokens", new { name = role, role }), "secret")!,
    };

    private async Task AssertFilledAsync(string key, string source, string host, string? agentId)
    {
        using var http = App.Client(key);
        var accepted = await http.SendAsync(HttpMethod.Post, Calls.Events, new { level = "info", message = "bare" });
        var stored = await App.GetAsync($"{Calls.Events}/{Calls.IdsOf(accepted)[0]}");
        Assert.Equal([source, source, host, "default", "log", agentId], ((string[])["source", "service", "host", "environment", "kind", "agentId"]).Select(name => Calls.Text(stored, name)));
    }

    private async Task<(int Status, string Text)> CallAsync(string verb, string path, string? key)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb), path);
        if (verb is "POST" or "PUT" or "PATCH")
            request.Content = JsonContent.Create(path == Calls.Events ? new { level = "info", message = "by role" } : (object)new { });
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        using var http = App.Client(null);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            Assert.Equal((int)answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(text).GetProperty("status").GetInt32());
        return ((int)answer.StatusCode, text);
    }
}
