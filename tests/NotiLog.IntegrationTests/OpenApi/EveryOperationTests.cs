using System.Net;
using System.Text.Json;
using NotiLog.IntegrationTests.Parts;

namespace NotiLog.IntegrationTests.OpenApi;

/// <summary>Calls every operation of the document for real; <see cref="OpenApiHandler"/> holds each answer against it.</summary>
public sealed class EveryOperationTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private DescribedHost host = null!;

    public async Task InitializeAsync() => host = await DescribedHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Every_operation_answers_as_the_document_says()
    {
        await WatchAsync();
        await ManageAccessAsync();
        await ExpectAsync();
        await ManageRoutingAsync();
        await ManageSilencesAsync();
        await ManageEventsAsync(await TellAsync());
        await RetryAsync();
        Assert.Empty(OpenApiDocument.OfApp.Operations
            .SelectMany(operation => operation.Content.GetProperty("responses").EnumerateObject().Select(response => $"{operation.Id} {response.Name}"))
            .Where(each => each.Split(' ')[1][0] == '2')
            .Except(host.Met));
    }

    private async Task WatchAsync()
    {
        await host.SendAsync(HttpStatusCode.OK, "GET", "/health", credential: null);
        await host.SendAsync(HttpStatusCode.OK, "HEAD", "/health", credential: null);
        await host.SendAsync(HttpStatusCode.OK, "GET", "/v1/openapi.json", credential: null);
        await host.SendAsync(HttpStatusCode.OK, "GET", "/health/ready");
        await host.SendAsync(HttpStatusCode.OK, "GET", "/v1/overview");
        await host.SendAsync(HttpStatusCode.Accepted, "POST", "/v1/parked/retry");
    }

    private async Task ManageAccessAsync()
    {
        var agent = await host.SendAsync(HttpStatusCode.Created, "POST", "/v1/agents", """{"name":"web-1","heartbeatInterval":"90s","grace":null}""");
        var path = $"/v1/agents/{agent.GetProperty("id")}";
        await host.SendAsync(HttpStatusCode.Created, "POST", "/v1/agents", """{"name":"web-2"}""");
        var page = await host.SendAsync(HttpStatusCode.OK, "GET", "/v1/agents?limit=1");
        await host.SendAsync(HttpStatusCode.OK, "GET", $"/v1/agents?limit=1&cursor={page.GetProperty("nextCursor")}");
        await host.SendAsync(HttpStatusCode.OK, "POST", $"{path}/key");
        await LiveAsync(path, agent.GetProperty("key").GetString()!);
        await host.SendAsync(
            HttpStatusCode.OK, "POST", $"/v1/hubs/agents/{agent.GetProperty("id")}/negotiate?negotiateVersion=1", credential: agent.GetProperty("key").GetString());
        await host.SendAsync(HttpStatusCode.OK, "POST", "/v1/hubs/live/negotiate?negotiateVersion=1");
        await host.SendAsync(HttpStatusCode.OK, "GET", path);
        await host.SendAsync(HttpStatusCode.NoContent, "DELETE", path);

        var token = await host.SendAsync(HttpStatusCode.Created, "POST", "/v1/tokens", """{"name":"ci","role":"reader","expiresAt":"2100-01-01T00:00:00+03:00"}""");
        await host.SendAsync(HttpStatusCode.Created, "POST", "/v1/tokens", """{"name":"deploy","role":"admin"}""");
        await host.SendAsync(HttpStatusCode.OK, "GET", "/v1/tokens");
        await host.SendAsync(HttpStatusCode.OK, "GET", "/v1/me");
        await host.SendAsync(HttpStatusCode.NoContent, "DELETE", $"/v1/tokens/{token.GetProperty("id")}");
    }

    private async Task LiveAsync(string path, string key)
    {
        const string Beat = "/v1/agents/me/heartbeat";
        await host.SendAsync(HttpStatusCode.OK, "PATCH", path, """{"schedule":"0 2 * * *","timeZone":"Europe/Moscow","settings":{"minLevel":"warning"}}""");
        await host.SendAsync(
            HttpStatusCode.OK, "PATCH", path,
            """{"name":"web-9","heartbeatInterval":"1m","settings":{"heartbeatInterval":"30s","processes":[{"name":"nginx","commandLine":"nginx: master"}]}}""");
        await host.SendAsync(HttpStatusCode.OK, "POST", Beat, credential: key);
        await host.SendAsync(
            HttpStatusCode.OK, "POST", Beat,
            """
            {"version":"1.0","host":"web-1","os":"Linux","startedAt":"2026-11-23T10:15:30+03:00","buffered":0,"dropped":0,
             "processes":[{"name":"nginx","state":"crashed","pid":1,"exitCode":139,"since":"2026-11-23T10:15:30Z","cpuPercent":1.5,"memoryBytes":4096}]}
            """,
            credential: key);
        var agent = await host.SendAsync(HttpStatusCode.OK, "GET", path);
        Assert.Equal("up", agent.GetProperty("state").GetString());
        var ping = new Uri(agent.GetProperty("pingUrl").GetString()!).AbsolutePath["/api".Length..];
        foreach (var verb in (string[])["GET", "POST", "HEAD"])
        {
            foreach (var kind in (string[])["/start", "/fail", "/0", "/139", ""])
                await host.SendPlainAsync(HttpStatusCode.OK, verb, ping + kind, verb == "POST" ? "последняя строка" : null);
        }

        await host.SendAsync(HttpStatusCode.OK, "GET", $"{path}/pings");
        await host.SendAsync(HttpStatusCode.OK, "GET", $"{path}/heartbeats");
        await host.SendAsync(HttpStatusCode.OK, "GET", $"{path}/heartbeats?from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z&slots=500");
        await host.SendAsync(HttpStatusCode.OK, "POST", $"{path}/pause");
        await host.SendAsync(HttpStatusCode.OK, "POST", $"{path}/resume");
    }

    private async Task ExpectAsync()
    {
        var watch = await host.SendAsync(
            HttpStatusCode.Created, "POST", "/v1/watches",
            """{"name":"резервная копия","match":["message=~\".*finished.*\""],"labels":["host"],"interval":"1d","grace":"1h","enabled":true}""");
        var path = $"/v1/watches/{watch.GetProperty("id")}";
        await host.SendAsync(HttpStatusCode.Accepted, "POST", "/v1/events", """{"level":"info","message":"backup finished","host":"web-1"}""");
        var seen = await UntilAsync(path, shown => shown.GetProperty("series").GetArrayLength() == 1);
        Assert.Equal("up", seen.GetProperty("series")[0].GetProperty("state").GetString());
        await host.SendAsync(HttpStatusCode.OK, "GET", "/v1/watches?limit=1");
        await host.SendAsync(HttpStatusCode.OK, "PUT", path, """{"name":"b","match":["message=~\".*finished.*\""],"labels":["host"],"schedule":"0 3 * * *","timeZone":"Europe/Moscow"}""");
        await host.SendAsync(HttpStatusCode.NoContent, "DELETE", $"{path}/series/{seen.GetProperty("series")[0].GetProperty("id")}");
        await host.SendAsync(HttpStatusCode.NoContent, "DELETE", path);
    }

    private async Task ManageRoutingAsync()
    {
        const string Channel = """{"type":"telegram","telegram":{"chatId":"-100123"},"fallback":"spare","language":"ru","timeZone":"Europe/Moscow"}""";
        await host.SendAsync(HttpStatusCode.Created, "PUT", "/v1/channels/spare", """{"type":"telegram","telegram":{"chatId":"@spare_channel"}}""");
        await host.SendAsync(HttpStatusCode.Created, "PUT", "/v1/channels/ops", Channel);
        await host.SendAsync(HttpStatusCode.OK, "PUT", "/v1/channels/ops", Channel);
        await host.SendAsync(HttpStatusCode.Created, "PUT", "/v1/channels/unused", """{"type":"telegram","telegram":{"chatId":"1"},"enabled":false}""");
        await host.SendAsync(HttpStatusCode.NoContent, "DELETE", "/v1/channels/unused");
        await host.SendAsync(HttpStatusCode.OK, "GET", "/v1/channels");
        await host.SendAsync(HttpStatusCode.OK, "GET", "/v1/channels/ops");
        await host.SendAsync(HttpStatusCode.OK, "POST", "/v1/channels/ops/test");
        const string Draft = """{"name":"draft","type":"telegram","telegram":{"chatId":"7"}}""";
        await host.SendAsync(HttpStatusCode.OK, "POST", "/v1/channels/test", Draft);
        await host.SendAsync(HttpStatusCode.OK, "POST", "/v1/channels/preview", $$"""{"channel":{{Draft}},"eventId":null}""");

        await host.SendAsync(HttpStatusCode.OK, "GET", "/v1/routing");
        await host.SendAsync(HttpStatusCode.OK, "GET", "/v1/routing/0");
        await host.SendAsync(
            HttpStatusCode.OK, "PUT", "/v1/routing",
            """{"routes":[{"name":"payments","match":["service=~\"pay.*\"","level>=error"],"channels":["ops"],"groupBy":["service","context.orderId"],"groupInterval":"5m"}]}""",
            ifMatch: "\"v0\"");
        await host.SendAsync(HttpStatusCode.OK, "GET", "/v1/routing/1");
        await host.SendAsync(
            HttpStatusCode.OK, "POST", "/v1/routing/test",
            """{"event":{"level":"error","message":"no","service":"payments"},"routing":{"routes":[{"name":"all","match":[],"channels":["ops","spare"]}]}}""");
        await host.SendAsync(HttpStatusCode.OK, "POST", "/v1/routing/matrix", """{"services":["payments","other"],"routing":null}""");
        await host.SendAsync(HttpStatusCode.OK, "POST", "/v1/routing/matrix", """{"routing":{"routes":[]}}""");
        var exported = (await host.SendAsync(HttpStatusCode.OK, "GET", "/v1/export")).GetRawText();
        await host.SendAsync(HttpStatusCode.OK, "POST", "/v1/import", exported.Replace("@spare_channel", "@other_channel", StringComparison.Ordinal).Replace("5m", "6m", StringComparison.Ordinal));
        await host.SendAsync(HttpStatusCode.OK, "POST", "/v1/import?dryRun=false", exported);
    }

    private async Task ManageSilencesAsync()
    {
        await host.SendAsync(HttpStatusCode.OK, "POST", "/v1/silences/test", """{"match":["level>=info"],"last":null}""");
        var made = await host.SendAsync(
            HttpStatusCode.Created, "POST", "/v1/silences",
            """{"match":["service=quiet","context.orderId=~\"4.*\""],"startsAt":null,"endsAt":"ENDS","comment":"работы\nночью"}"""
                .Replace("ENDS", TimeProvider.System.GetUtcNow().AddDays(1).ToString("O"), StringComparison.Ordinal));
        var path = $"/v1/silences/{made.GetProperty("id")}";
        await host.SendAsync(HttpStatusCode.OK, "GET", path);
        await host.SendAsync(HttpStatusCode.NoContent, "DELETE", path);
        await host.SendAsync(HttpStatusCode.OK, "GET", path);
        await host.SendAsync(HttpStatusCode.OK, "GET", "/v1/silences?state=expired,pending&limit=1");
    }

    /// <summary>The id of an event that was told.</summary>
    private async Task<string> TellAsync()
    {
        var answer = await host.SendAsync(
            HttpStatusCode.Accepted, "POST", "/v1/events",
            """
            [{"id":"r-1","time":"TIME","level":"ERR","message":"payment 4711 failed","host":"web-1","service":"payments","environment":"production","kind":"audit",
              "requestId":"r","correlation_id":"c","traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331","stackTrace":"at Pay()","context":{"orderId":4711,"more":[null,{}]}},
             {"level":"loud","message":7}, {"level":"info","message":"привет"}]
            """.Replace("TIME", TimeProvider.System.GetUtcNow().ToString("O"), StringComparison.Ordinal));
        await host.SendAsync(HttpStatusCode.Accepted, "POST", "/v1/events", "{\"level\":\"warn\",\"message\":\"a\"}\nnonsense\n", "application/x-ndjson");

        var told = await UntilAsync("/v1/notifications?status=delivered&channel=ops&route=payments&limit=1", page => page.GetProperty("items").GetArrayLength() == 1);
        var path = $"/v1/notifications/{told.GetProperty("items")[0].GetProperty("id")}";
        await host.SendAsync(HttpStatusCode.OK, "GET", path);
        await host.SendAsync(HttpStatusCode.OK, "GET", $"{path}/events");
        await host.SendAsync(HttpStatusCode.OK, "GET", "/v1/deliveries?status=delivered,failed");
        return answer.GetProperty("ids")[0].GetString()!;
    }

    private async Task RetryAsync()
    {
        host.Telegram.Answer(TelegramAnswer.Refuse(403, "Forbidden: bot was kicked"));
        await host.SendAsync(HttpStatusCode.Accepted, "POST", "/v1/events", """{"level":"error","message":"no","service":"payments"}""");
        var superseded = await UntilAsync("/v1/deliveries?status=superseded", page => page.GetProperty("items").GetArrayLength() == 1);
        var path = $"/v1/deliveries/{superseded.GetProperty("items")[0].GetProperty("id")}/retry";
        await host.SendAsync(HttpStatusCode.Accepted, "POST", path);
        await host.SendAsync(HttpStatusCode.Accepted, "POST", "/v1/deliveries/retry", """{"status":"failed","channel":"ops","route":null,"from":"2026-01-01T00:00:00+03:00"}""");
    }

    private async Task ManageEventsAsync(string id)
    {
        var page = await host.SendAsync(HttpStatusCode.OK, "GET", "/v1/events?limit=1&order=asc&minLevel=info");
        await host.SendAsync(HttpStatusCode.OK, "GET", $"/v1/events?limit=1&order=asc&minLevel=info&cursor={page.GetProperty("nextCursor")}");
        await host.SendAsync(HttpStatusCode.OK, "GET", $"/v1/events/{id}");
        Assert.Equal("told", (await host.SendAsync(HttpStatusCode.OK, "GET", $"/v1/events/{id}/explain")).GetProperty("verdict").GetString());
        var replay = await host.SendAsync(
            HttpStatusCode.OK, "POST", "/v1/routing/replay",
            """{"routing":{"routes":[{"name":"all","match":[],"channels":["ops","spare"]}]},"from":null,"cursor":null}""");
        Assert.Equal(1, replay.GetProperty("current").GetProperty("notifications").GetInt32());
        Assert.Equal(1, replay.GetProperty("draft").GetProperty("routes")[0].GetProperty("channels").GetProperty("spare").GetInt32());
        await host.SendAsync(HttpStatusCode.OK, "PATCH", $"/v1/events/{id}", """{"note":"seen"}""");
        await host.SendAsync(HttpStatusCode.OK, "PATCH", $"/v1/events/{id}", """{"status":"closed"}""");
        await host.SendAsync(HttpStatusCode.OK, "POST", "/v1/events/triage", $$"""{"status":"closed","note":null,"eventIds":["{{id}}"],"filter":null}""");
        await host.SendAsync(HttpStatusCode.OK, "GET", "/v1/events?status=closed&q=payment&kind=audit&service=payments,other");
        await host.SendAsync(HttpStatusCode.OK, "GET", "/v1/events/histogram?buckets=7&level=error,info");
        await host.SendAsync(HttpStatusCode.OK, "GET", "/v1/events/histogram?q=payment");
        await host.SendAsync(HttpStatusCode.OK, "GET", "/v1/events/facets?field=level");
        await host.SendAsync(HttpStatusCode.NoContent, "DELETE", $"/v1/events/{id}");
        await host.SendAsync(HttpStatusCode.OK, "GET", "/v1/events/histogram?buckets=1");
        await host.SendAsync(HttpStatusCode.OK, "GET", "/v1/rejected?limit=10&from=2026-01-01T00:00:00Z&to=2100-01-01T00:00:00Z");
        await host.SendAsync(HttpStatusCode.OK, "GET", "/v1/overview");
        await host.SendAsync(HttpStatusCode.OK, "GET", "/health/ready");
    }

    private async Task<JsonElement> UntilAsync(string path, Func<JsonElement, bool> fits)
    {
        for (var since = TimeProvider.System.GetTimestamp(); ;)
        {
            var answer = await host.SendAsync(HttpStatusCode.OK, "GET", path);
            if (fits(answer))
                return answer;
            Assert.True(TimeProvider.System.GetElapsedTime(since) < Deadline, $"{path} still answers {answer}");
            await Task.Delay(50);
        }
    }
}
