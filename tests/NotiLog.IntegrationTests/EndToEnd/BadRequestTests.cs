using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotiLog.IntegrationTests.Parts;

namespace NotiLog.IntegrationTests.EndToEnd;

/// <summary>Everything but ingest, asked wrongly in every place.</summary>
[Collection(InstallationCollection.Name)]
public sealed class BadRequestTests(SqliteInstallation installation)
{
    private const string Absent = "0198d9a1-0000-7000-8000-000000000000";

    /// <summary>Bodies that are right in every field.</summary>
    public static TheoryData<string, string, string> Bodies => new()
    {
        { "POST", "/api/v1/events", """{"level":"info","message":"m","host":"h","service":"s","source":"s","environment":"e","kind":"log","requestId":"r","correlationId":"c","traceId":"t","spanId":"p","stackTrace":"s","context":{}}""" },
        { "PATCH", $"/api/v1/events/{Absent}", """{"status":"closed","note":"n"}""" },
        { "PUT", "/api/v1/channels/new", """{"type":"telegram","telegram":{"chatId":"1"},"fallback":"chat","language":"ru","timeZone":"UTC","enabled":true}""" },
        { "PUT", "/api/v1/channels/new", """{"type":"email","email":{"to":["a@example.org"]}}""" },
        { "PUT", "/api/v1/channels/new", """{"type":"kafka","kafka":{"topic":"t","mode":"events"}}""" },
        { "PUT", "/api/v1/routing", """{"routes":[{"name":"r","match":["level>=error"],"continue":true,"channels":["chat"],"groupBy":["host"],"groupWait":"1s","groupInterval":"1m","enabled":false}]}""" },
        { "POST", "/api/v1/routing/test", """{"event":{"level":"info","message":"m"},"routing":{"routes":[{"name":"r","match":[],"channels":["chat"]}]}}""" },
        { "POST", "/api/v1/tokens", """{"name":"t","role":"reader","expiresAt":"2199-01-01T00:00:00Z"}""" },
        { "POST", "/api/v1/agents", """{"name":"a","heartbeatInterval":"1m","grace":"1m"}""" },
    };

    public static TheoryData<string, string> Queries => new()
    {
        { "/api/v1/events", "from,to,minLevel,level,host,agentId,status,traceId,q,order,limit,cursor" },
        { "/api/v1/events/histogram", "from,to,minLevel,level,service,status,q,buckets" },
        { "/api/v1/events/facets", "from,to,minLevel,level,field,q" },
        { "/api/v1/notifications", "status,channel,route,from,to,limit,cursor" },
        { "/api/v1/deliveries", "status,channel,route,from,to,limit,cursor" },
        { "/api/v1/tokens", "limit,cursor" },
        { "/api/v1/agents", "limit,cursor" },
        { "/api/v1/overview", "any" },
        { "/api/v1/channels", "any" },
        { "/api/v1/routing", "any" },
        { "/api/health/ready", "any" },
    };

    private App App => installation.App;

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_field_of_another_type_is_refused_by_its_name(string method, string path, string body)
    {
        var etag = (await App.Http.GetAsync("/api/v1/routing")).Headers.ETag!;
        var wrong = new List<string>();
        foreach (var (changed, field) in Changed(JsonNode.Parse(body)!))
        {
            var answer = await SendAsync(method, path, Calls.Json(changed), etag);
            var text = await answer.Content.ReadAsStringAsync();
            if ((int)answer.StatusCode != 400 || answer.Content.Headers.ContentType?.MediaType != "application/problem+json"
                || !BadInputTests.FieldsOf(JsonSerializer.Deserialize<JsonElement>(text)).Any(named => Leads(named, field)))
                wrong.Add($"{field} of {changed}: {(int)answer.StatusCode} {text}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_is_no_such_document_is_a_4xx_problem(string method, string path, string body)
    {
        var etag = (await App.Http.GetAsync("/api/v1/routing")).Headers.ETag!;
        string[] bodies =
        [
            "", " ", "null", "1", "\"text\"", "[]", "[{}]", "{", "{}x", """{"a":1,"a":2}""", """{"\ud800":1}""", """{"a":NaN}""", $"{body}{body}",
            new string('[', 65) + new string(']', 65), $"{{\"a\":\"{new string('a', 5 * 1024 * 1024)}\"}}",
        ];
        foreach (var wrong in bodies)
            await AssertProblemAsync(await SendAsync(method, path, Calls.Json(wrong), etag), $"{method} {path} {wrong[..Math.Min(80, wrong.Length)]}");
        await BadInputTests.AssertRefusedAsync(await SendAsync(method, path, Calls.Json(body, "text/plain"), etag), 415);
        await BadInputTests.AssertRefusedAsync(await SendAsync(method, path, null, etag), 415);
        await AssertProblemAsync(await SendAsync(method, path, new ByteArrayContent([(byte)'"', 0xff, (byte)'"']) { Headers = { { "Content-Type", "application/json" } } }, etag), path);
        await BadInputTests.AssertRefusedAsync(await SendAsync(method, $"{path}?unknown=1", Calls.Json(body), etag), 400, "unknown");
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task A_query_that_makes_no_sense_is_refused_by_its_name(string path, string parameters)
    {
        string[] values =
        [
            "x", "-1", "0", "1.5", "99999999999999999999", "%00", "%ff", "%f0%9f%92%a5", "2026", "2026-13-01T00:00:00Z", "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.9999999Z", "0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00", ",", new string('a', 4000), new string('a', 300) + "'%3B--",
        ];
        var wrong = new List<string>();
        foreach (var name in parameters.Split(','))
        {
            foreach (var value in values)
            {
                var answer = await App.Http.GetAsync($"{path}?{(path.EndsWith("facets", StringComparison.Ordinal) && name != "field" ? "field=host&" : "")}{name}={value}");
                var text = await answer.Content.ReadAsStringAsync();
                var named = answer.IsSuccessStatusCode || ((int)answer.StatusCode == 400 && text.Contains($"\"{name}\":", StringComparison.Ordinal));
                if (!named)
                    wrong.Add($"{name}={value}: {(int)answer.StatusCode} {text}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        await BadInputTests.AssertRefusedAsync(await App.Http.GetAsync($"{path}?Limit=1"), 400, "Limit");
        await BadInputTests.AssertRefusedAsync(await App.Http.GetAsync($"{path}?unknown=1"), 400, "unknown");
        var first = parameters.Split(',')[0];
        await BadInputTests.AssertRefusedAsync(await App.Http.GetAsync($"{path}?{first}=1&{first}=1"), 400, first);
    }

    [Theory]
    [InlineData("/api/v1/channels/{0}", "GET")]
    [InlineData("/api/v1/channels/{0}", "PUT")]
    [InlineData("/api/v1/channels/{0}", "DELETE")]
    [InlineData("/api/v1/channels/{0}/test", "POST")]
    public async Task A_name_that_can_be_none_is_refused(string path, string method)
    {
        foreach (var name in (string[])["UPPER", "a%2Fb", "a%5Cb", "a%23b", "a%3Fb", "%01", "%ff", "%F0%9F%92%A5", "..%2f..%2fetc", new string('a', 65), new string('a', 2000)])
        {
            var body = Calls.Json("""{"type":"telegram","telegram":{"chatId":"1"}}""");
            await AssertProblemAsync(await SendAsync(method, string.Format(System.Globalization.CultureInfo.InvariantCulture, path, name), body, null), $"{method} {name}");
        }
    }

    [Fact]
    public async Task Ids_that_nothing_has_are_404_problems()
    {
        foreach (var id in (string[])[Absent, Guid.Empty.ToString(), "ffffffff-ffff-7fff-bfff-ffffffffffff", "ffffffff-ffff-ffff-ffff-ffffffffffff", Guid.NewGuid().ToString()])
        {
            foreach (var path in (string[])["events", "notifications", "agents"])
                await BadInputTests.AssertRefusedAsync(await App.Http.GetAsync($"/api/v1/{path}/{id}"), 404);
            foreach (var path in (string[])["events", "tokens", "agents"])
                await BadInputTests.AssertRefusedAsync(await App.Http.DeleteAsync($"/api/v1/{path}/{id}"), 404);
            await BadInputTests.AssertRefusedAsync(await App.Http.GetAsync($"/api/v1/notifications/{id}/events"), 404);
            await BadInputTests.AssertRefusedAsync(await App.Http.PatchAsync($"/api/v1/events/{id}", Calls.Json("""{"status":"closed"}""")), 404);
            await BadInputTests.AssertRefusedAsync(await App.Http.PostAsync($"/api/v1/agents/{id}/key", null), 404);
        }

        foreach (var version in (string[])["-1", "2147483647", "-2147483648"])
            await BadInputTests.AssertRefusedAsync(await App.Http.GetAsync($"/api/v1/routing/{version}"), 404);
    }

    [Theory]
    [InlineData("message=~\"(a)\\\\1\"")]
    [InlineData("message=~\"a(?=b)\"")]
    [InlineData("message=~\"(?<!a)b\"")]
    [InlineData("message=~\"(\"")]
    [InlineData("message=~\"(?>a)\"")]
    [InlineData("nothing=\"x\"")]
    [InlineData("level>=loud")]
    [InlineData("host>=\"x\"")]
    [InlineData("service")]
    [InlineData("")]
    public async Task A_matcher_that_cannot_work_is_refused_by_its_path(string matcher)
    {
        var body = JsonContent.Create(new { routes = new object[] { new { name = "ok", match = Array.Empty<string>(), channels = new[] { "chat" } }, new { name = "r", match = new[] { "level>=error", matcher }, channels = new[] { "nobody" } } } });
        var answer = await SendAsync("PUT", "/api/v1/routing", body, (await App.Http.GetAsync("/api/v1/routing")).Headers.ETag!);
        await BadInputTests.AssertRefusedAsync(answer, 400, "routes[1].match[1]");
        var fields = BadInputTests.FieldsOf(JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()));
        Assert.Contains("routes[1].channels[0]", fields);
    }

    [Fact]
    public async Task Routing_is_replaced_only_by_who_has_seen_it()
    {
        var stored = await App.GetAsync("/api/v1/routing");
        var body = new JsonObject { ["routes"] = JsonNode.Parse(stored.GetProperty("routes").GetRawText()) }.ToJsonString();
        await BadInputTests.AssertRefusedAsync(await SendAsync("PUT", "/api/v1/routing", Calls.Json(body), null), 428);
        var stale = new EntityTagHeaderValue("\"v0\"");
        await BadInputTests.AssertRefusedAsync(await SendAsync("PUT", "/api/v1/routing", Calls.Json(body), stale), 412);
        await BadInputTests.AssertRefusedAsync(await SendAsync("PUT", "/api/v1/routing", Calls.Json(body), new EntityTagHeaderValue("\"nonsense\"")), 412);
        await BadInputTests.AssertRefusedAsync(await SendAsync("PUT", "/api/v1/routing", Calls.Json(body), EntityTagHeaderValue.Any), 400, "If-Match");
        var etag = (await App.Http.GetAsync("/api/v1/routing")).Headers.ETag!;
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync("PUT", "/api/v1/routing", Calls.Json(body), etag)));
        Assert.Equal([200, 412, 412, 412, 412, 412, 412, 412], answers.Select(a => (int)a.StatusCode).Order());
    }

    [Fact]
    public async Task A_channel_in_use_stays_and_a_circle_of_fallbacks_is_refused()
    {
        await BadInputTests.AssertRefusedAsync(await App.Http.DeleteAsync("/api/v1/channels/chat"), 409);
        await App.PutAsync("/api/v1/channels/second", new { type = "telegram", telegram = new { chatId = "1" }, fallback = "mail" });
        var circle = Calls.Json("""{"type":"email","email":{"to":["a@example.org"]},"fallback":"second"}""");
        await BadInputTests.AssertRefusedAsync(await App.Http.PutAsync("/api/v1/channels/mail", circle), 400, "fallback");
        await BadInputTests.AssertRefusedAsync(await App.Http.PutAsync("/api/v1/channels/self", Calls.Json("""{"type":"telegram","telegram":{"chatId":"1"},"fallback":"self"}""")), 400, "fallback");
        await BadInputTests.AssertRefusedAsync(await App.Http.PutAsync("/api/v1/channels/lost", Calls.Json("""{"type":"pigeon"}""")), 400, "type");
        (await App.Http.DeleteAsync("/api/v1/channels/second")).EnsureSuccessStatusCode();
    }

    [Theory]
    [InlineData("/api/v1/events?limit=1")]
    [InlineData("/api/v1/notifications?limit=1")]
    [InlineData("/api/v1/deliveries?limit=1")]
    public async Task An_edited_cursor_is_refused(string path)
    {
        await App.IngestAsync(new { level = "error", message = "first", service = "told-cursor" });
        await App.IngestAsync(new { level = "error", message = "second", service = "told-cursor" });
        string? cursor = null;
        await Eventually.HoldsAsync(async () => (cursor = Calls.Text(await App.GetAsync(path), "nextCursor")) is not null, () => "no second page came");
        foreach (var edited in (string[])[$"x{cursor}", cursor![..^1], cursor[..5], $"{cursor[..12]}AAAA{cursor[16..]}", "AAAAAAAAAAAAAAAA", "%2e%2e", new string('A', 7000)])
            await BadInputTests.AssertRefusedAsync(await App.Http.GetAsync($"{path}&cursor={edited}"), 400, "cursor");
        await BadInputTests.AssertRefusedAsync(await App.Http.GetAsync($"{path}&from=2020-01-01T00:00:00Z&cursor={cursor}"), 400, "cursor");
        Assert.NotEqual(default, await App.GetAsync($"{path}&cursor={cursor}"));
    }

    /// <summary>The body with one field at a time of every other type, with a lone surrogate for a text, and with a field too many.</summary>
    private static IEnumerable<(string Body, string Field)> Changed(JsonNode body)
    {
        JsonNode[] others = [JsonValue.Create(1), JsonValue.Create(true), JsonValue.Create("wrong"), new JsonArray(), new JsonObject()];
        foreach (var path in Places(body).ToList())
        {
            foreach (var other in others)
            {
                var copy = body.DeepClone();
                var place = At(copy, path);
                if (place.GetValueKind() == other.GetValueKind() || (IsBoolean(place) && IsBoolean(other)))
                    continue;
                place.ReplaceWith(other.DeepClone());
                yield return (copy.ToJsonString(), path);
            }

            var marked = body.DeepClone();
            if (At(marked, path).GetValueKind() != JsonValueKind.String)
                continue;
            At(marked, path).ReplaceWith(JsonValue.Create("here"));
            yield return (marked.ToJsonString().Replace("\"here\"", "\"\\ud800\"", StringComparison.Ordinal), path);
        }

        var more = body.DeepClone().AsObject();
        more["surplus"] = 1;
        yield return (more.ToJsonString(), "surplus");
    }

    private static IEnumerable<string> Places(JsonNode node)
    {
        if (node.Parent is not null)
            yield return node.GetPath()[2..];
        var children = node switch
        {
            JsonObject o => o.Select(property => property.Value!),
            JsonArray array => array.Select(item => item!),
            _ => [],
        };
        foreach (var path in children.SelectMany(Places))
            yield return path;
    }

    private static JsonNode At(JsonNode root, string path) => Nodes(root).First(node => node.Parent is not null && node.GetPath()[2..] == path);

    private static IEnumerable<JsonNode> Nodes(JsonNode node) => node switch
    {
        JsonObject o => o.SelectMany(property => Nodes(property.Value!)).Prepend(node),
        JsonArray array => array.SelectMany(item => Nodes(item!)).Prepend(node),
        _ => [node],
    };

    private static bool IsBoolean(JsonNode node) => node.GetValueKind() is JsonValueKind.True or JsonValueKind.False;

    /// <summary>Whether a fault's path names the field or the whole that it belongs to.</summary>
    private static bool Leads(string named, string field) => named == field || field.StartsWith(named, StringComparison.Ordinal) || named.StartsWith(field, StringComparison.Ordinal);

    private static async Task AssertProblemAsync(HttpResponseMessage answer, string what)
    {
        Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{what}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        Assert.True(answer.Content.Headers.ContentType?.MediaType == "application/problem+json", $"{what}: {(int)answer.StatusCode} without a problem");
    }

    private Task<HttpResponseMessage> SendAsync(string method, string path, HttpContent? body, EntityTagHeaderValue? ifMatch)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body };
        if (ifMatch is not null && path.EndsWith("routing", StringComparison.Ordinal))
            request.Headers.IfMatch.Add(ifMatch);
        return App.Http.SendAsync(request);
    }
}
