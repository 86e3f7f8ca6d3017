using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using NotiLog.IntegrationTests.Parts;

namespace NotiLog.IntegrationTests.EndToEnd;

/// <summary>What ingest refuses, and how: a 4xx problem that names the field.</summary>
[Collection(InstallationCollection.Name)]
public sealed class BadInputTests(SqliteInstallation installation)
{
    private const int MiB = 1024 * 1024;

    private App App => installation.App;

    public static TheoryData<string, string> BadEvents => new()
    {
        { "", "body" },
        { " ", "body" },
        { "{", "body" },
        { "[]", "body" },
        { "nonsense", "body" },
        { """{"level":"error","message":"m"} {"level":"error","message":"m"}""", "body" },
        { """{"level":"error","message":NaN}""", "body" },
        { """{"level":"error","message":"m","context":{"n":Infinity}}""", "body" },
        { """{"level":"error","message":"m",}""", "body" },
        { """{"level":"error","message":"m"}//""", "body" },
        { "null", "event" },
        { "1", "event" },
        { "[1]", "event" },
        { "[null]", "event" },
        { "{}", "level" },
        { """{"level":"error"}""", "message" },
        { """{"message":"m"}""", "level" },
        { """{"level":"loud","message":"m"}""", "level" },
        { """{"level":3,"message":"m"}""", "level" },
        { """{"level":"error","message":""}""", "message" },
        { """{"level":"error","message":{"a":1}}""", "message" },
        { """{"level":"error","message":"m","unknown":1}""", "unknown" },
        { """{"level":"error","message":"m","Message":"m"}""", "Message" },
        { """{"level":"error","message":"m","message":"n"}""", "message" },
        { """{"level":"error","message":"m","requestId":"a","request_id":"b"}""", "request_id" },
        { """{"level":"error","message":"m","context":[]}""", "context" },
        { """{"level":"error","message":"m","context":"text"}""", "context" },
        { """{"level":"error","message":"m","context":{"a":1,"a":2}}""", "context" },
        { """{"level":"error","message":"m","context":{"a":{"b":1,"\u0062":2}}}""", "context" },
        { """{"level":"error","message":"m","context":{"a":"\ud800"}}""", "context" },
        { """{"level":"error","message":"m","context":{"\udc00":1}}""", "context" },
        { """{"level":"error","message":"\ud83d"}""", "message" },
        { """{"level":"error","message":"m","host":"\udc00x"}""", "host" },
        { """{"level":"error","message":"m","\ud800":1}""", "?" },
        { """{"level":"error","message":"m","host":"a\nb"}""", "host" },
        { """{"level":"error","message":"m","service":"a\u0000b"}""", "service" },
        { """{"level":"error","message":"m","environment":"a\u0085b"}""", "environment" },
        { """{"level":"error","message":"m","kind":"agent"}""", "kind" },
        { """{"level":"error","message":"m","time":"1970-01-01T00:00:00Z"}""", "time" },
        { """{"level":"error","message":"m","time":"2100-01-01T00:00:00Z"}""", "time" },
        { """{"level":"error","message":"m","time":"0001-01-01T00:00:00Z"}""", "time" },
        { """{"level":"error","message":"m","time":"9999-12-31T23:59:59.9999999Z"}""", "time" },
        { """{"level":"error","message":"m","time":"9999-12-31T23:59:59-14:00"}""", "time" },
        { """{"level":"error","message":"m","time":"0001-01-01T00:00:00+14:00"}""", "time" },
        { """{"level":"error","message":"m","time":"yesterday"}""", "time" },
        { """{"level":"error","message":"m","time":"2026-11-23"}""", "time" },
        { """{"level":"error","message":"m","time":"2026-11-23T10:15:30"}""", "time" },
        { """{"level":"error","message":"m","time":"2026-13-23T10:15:30Z"}""", "time" },
        { """{"level":"error","message":"m","time":1790000000}""", "time" },
        { """{"level":"error","message":"m","id":"without-time"}""", "time" },
        { """{"level":"error","message":"m","id":"ffffffff-ffff-7fff-bfff-ffffffffffff"}""", "time" },
        { """{"level":"error","message":"m","id":"with space","time":"2026-11-23T10:15:30Z"}""", "id" },
        { """{"level":"error","message":"m","id":"","time":"2026-11-23T10:15:30Z"}""", "id" },
        { """{"level":"error","message":"m","id":7,"time":"2026-11-23T10:15:30Z"}""", "id" },
    };

    [Theory]
    [MemberData(nameof(BadEvents))]
    public async Task A_bad_event_is_refused_by_the_name_of_its_field(string body, string field) =>
        await AssertRefusedAsync(await SendAsync(Calls.Json(body)), 400, field);

    [Fact]
    public async Task Events_that_are_too_large_or_too_deep_are_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"a":""", 64)) + "1" + new string('}', 64);
        await AssertRefusedAsync(await SendAsync(Calls.Json($$"""{"level":"error","message":"m","context":{{deep}}}""")), 400, "context");
        await AssertRefusedAsync(await SendAsync(Calls.Json(new string('[', 100_000))), 400, "body");
        await AssertRefusedAsync(await SendAsync(Calls.Json($$"""{"level":"error","message":"m","host":"{{new string('h', 129)}}"}""")), 400, "host");
        await AssertRefusedAsync(await SendAsync(Calls.Json($$"""{"level":"error","message":"{{new string('m', (256 * 1024) + 1)}}"}""")), 400, "event");
        await AssertRefusedAsync(await SendAsync(Calls.Json($$"""{"level":"error","message":"{{new string('m', 5 * MiB)}}"}""")), 413);
        var many = $"[{string.Join(',', Enumerable.Repeat("""{"level":"info","message":"m"}""", 5001))}]";
        await AssertRefusedAsync(await SendAsync(Calls.Json(many)), 413);
        await AssertRefusedAsync(await SendAsync(Calls.Json(many.Replace("},{", "}\n{", StringComparison.Ordinal)[1..^1], "application/x-ndjson")), 413);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        byte[] invalid = [.. """{"level":"error","message":"""u8, (byte)'"', 0xff, 0xc3, 0x28, .. "\"}"u8];
        await AssertRefusedAsync(await SendAsync(Bytes(invalid)), 400, "body");
        await AssertRefusedAsync(await SendAsync(Bytes([0xff, 0xfe, (byte)'{', 0, (byte)'}', 0])), 400, "body");
        await AssertRefusedAsync(await SendAsync(Bytes(invalid, "application/x-ndjson")), 400, "line");
    }

    [Fact]
    public async Task Compressed_bodies_are_taken_apart_with_care()
    {
        var good = """{"level":"info","message":"packed"}"""u8.ToArray();
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(Gzip(Packed(good)))).StatusCode);
        await AssertRefusedAsync(await SendAsync(Gzip(Packed(new byte[64 * MiB]))), 413);
        await AssertRefusedAsync(await SendAsync(Gzip(good)), 400, "body");
        await AssertRefusedAsync(await SendAsync(Gzip([])), 400, "body");
        var lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 1000).Select(n => $$"""{"level":"info","message":"cut {{n}}"}""" + "\n")));
        await AssertRefusedAsync(await SendAsync(Gzip(Packed(lines)[..^40], "application/x-ndjson")), 400, "body");
        await AssertRefusedAsync(await SendAsync(Gzip(Packed(lines)[..^4], "application/x-ndjson")), 400, "body");
        var wrong = Packed(lines);
        wrong[wrong.Length / 2] ^= 0x55;
        await AssertRefusedAsync(await SendAsync(Gzip(wrong, "application/x-ndjson")), 400);
        var brotli = Gzip(good);
        brotli.Headers.ContentEncoding.Clear();
        brotli.Headers.ContentEncoding.Add("br");
        await AssertRefusedAsync(await SendAsync(brotli), 415);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("nonsense")]
    public async Task Another_content_type_is_a_415(string type) =>
        await AssertRefusedAsync(await SendAsync(Bytes("""{"level":"error","message":"m"}"""u8.ToArray(), type)), 415);

    [Fact]
    public async Task A_body_of_40_MB_is_refused_before_it_is_sent()
    {
        foreach (var path in (string[])[Calls.Events, "/api/v1/tokens"])
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, App.Port);
            var head = $"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {App.OwnerKey}\r\n"
                + "Content-Type: application/json\r\nContent-Length: 40000000\r\n\r\n";
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
            using var reader = new StreamReader(socket.GetStream());
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            Assert.Equal("HTTP/1.1 413 Payload Too Large", await reader.ReadLineAsync(deadline.Token));
        }
    }

    [Fact]
    public async Task Only_the_bad_lines_of_ndjson_are_refused()
    {
        var answer = await SendAsync(Bytes(
            [.. "{\"level\":\"info\",\"message\":\"one\"}\r\n{\n\n"u8, 0xff, .. "\n{\"level\":\"info\",\"message\":\"two\"}"u8], "application/x-ndjson"));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var json = await JsonAsync(answer);
        Assert.Equal(2, json.GetProperty("accepted").GetInt32());
        Assert.Equal([1, 2], json.GetProperty("rejected").EnumerateArray().Select(r => r.GetProperty("index").GetInt32()));
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing")]
    [InlineData("GET", "/api")]
    [InlineData("GET", "/")]
    [InlineData("GET", "/api/v1/events/not-a-guid")]
    [InlineData("GET", "/api/v1/routing/latest")]
    [InlineData("GET", "/api/v1/routing/99999999999")]
    [InlineData("DELETE", "/api/v1/events")]
    [InlineData("PUT", "/api/v1/tokens")]
    [InlineData("POST", "/api/health")]
    [InlineData("PATCH", "/api/v1/channels/chat")]
    public async Task What_no_route_matches_is_a_bare_404(string method, string path)
    {
        var answer = await App.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    internal static async Task AssertRefusedAsync(HttpResponseMessage answer, int status, string? field = null)
    {
        var json = await JsonAsync(answer);
        Assert.True(status == (int)answer.StatusCode, $"{(int)answer.StatusCode} {json}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(status, json.GetProperty("status").GetInt32());
        Assert.NotNull(Calls.Text(json, "title"));
        if (field is not null)
            Assert.Contains(field, FieldsOf(json));
    }

    internal static IReadOnlyList<string> FieldsOf(JsonElement problem)
    {
        var faults = problem.TryGetProperty("rejected", out var rejected) ? rejected.EnumerateArray().ToList() : [problem];
        return [.. faults.Where(f => f.TryGetProperty("errors", out _)).SelectMany(f => f.GetProperty("errors").EnumerateObject()).Select(f => f.Name)];
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) =>
        JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());

    private static ByteArrayContent Bytes(byte[] bytes, string type = "application/json")
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    private static ByteArrayContent Gzip(byte[] bytes, string type = "application/json")
    {
        var content = Bytes(bytes, type);
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private Task<HttpResponseMessage> SendAsync(HttpContent content) => App.Http.PostAsync(Calls.Events, content);
}
