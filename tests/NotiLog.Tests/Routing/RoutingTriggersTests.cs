using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using NotiLog.Access;
using NotiLog.Functions.Http;
using NotiLog.Functions.Notifications;
using NotiLog.Functions.Routing;

namespace NotiLog.Tests.Routing;

public sealed class RoutingTriggersTests : IDisposable
{
    private const string Channel = """{"type":"telegram","telegram":{"to":"1"}}""";
    private const string Told = """{"routes":[{"name":"все","match":["level>=error"],"channels":["ops"]}]}""";

    private readonly RoutingParts parts = new();

    [Fact]
    public async Task A_channel_is_made_replaced_read_listed_and_deleted()
    {
        var put = new PutChannel(parts.Here.ChannelEditor);
        var made = Assert.IsType<JsonAnswer>((await put.RunAsync(Request(Channel), "ops", parts.None)).Answer);
        Assert.Equal((201, "/api/v1/here"), (made.Status, made.Headers["Location"]));
        Assert.Equal(200, StatusOf((await put.RunAsync(Request(Channel), "ops", parts.None)).Answer));
        Assert.Equal(400, StatusOf((await put.RunAsync(Request(Channel), "Ops", parts.None)).Answer));
        Assert.Equal(400, StatusOf((await put.RunAsync(Request("{"), "ops", parts.None)).Answer));

        var get = new GetChannel(parts.Here.Channels);
        var shown = Assert.IsType<JsonAnswer>(await get.RunAsync(Request(), "ops", parts.None));
        Assert.Equal("1", Body(shown).GetProperty("telegram").GetProperty("to").GetString());
        Assert.Equal("2026-11-23T12:00:00Z", Body(shown).GetProperty("createdAt").GetString());
        Assert.Equal(404, StatusOf(await get.RunAsync(Request(), "gone", parts.None)));

        var listed = Body(await new ListChannels(parts.Here.Channels).RunAsync(Request(), parts.None));
        Assert.Equal(1, listed.GetProperty("items").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, listed.GetProperty("nextCursor").ValueKind);

        var delete = new DeleteChannel(parts.Here.ChannelEditor);
        await parts.Here.PutRoutesAsync("""{"name":"a","match":[],"channels":["ops"]}""");
        Assert.Equal(409, StatusOf(await delete.RunAsync(Request(), "ops", parts.None)));
        await parts.Here.PutRoutesAsync();
        Assert.Equal(204, StatusOf(await delete.RunAsync(Request(), "ops", parts.None)));
        Assert.Equal(404, StatusOf(await delete.RunAsync(Request(), "ops", parts.None)));
    }

    [Fact]
    public async Task The_document_is_replaced_under_the_ETag_that_was_read()
    {
        await parts.Here.PutChannelAsync("ops");
        var get = new GetRouting(parts.Here.Store);
        var put = new PutRouting(parts.Here.Editor);
        var start = Assert.IsType<JsonAnswer>(await get.RunAsync(Request(), parts.None));
        Assert.Equal("""{"version":0,"routes":[],"by":null,"at":null}""", Encoding.UTF8.GetString(start.Body.Span));
        Assert.Equal("\"v0\"", start.Headers["ETag"]);

        Assert.Equal(428, StatusOf((await put.RunAsync(Request(Told), parts.None)).Answer));
        Assert.Equal(412, StatusOf((await put.RunAsync(Request(Told, "\"v7\""), parts.None)).Answer));
        Assert.Equal(400, StatusOf((await put.RunAsync(Request("""{"routes":[{}]}""", "\"v0\""), parts.None)).Answer));
        var replaced = Assert.IsType<JsonAnswer>((await put.RunAsync(Request(Told, "\"v0\""), parts.None)).Answer);
        Assert.Equal((200, "\"v1\""), (replaced.Status, replaced.Headers["ETag"]));
        Assert.Equal(
            """{"version":1,"routes":[{"name":"все","match":["level>=error"],"continue":false,"channels":["ops"],"groupBy":[],"groupWait":"0s","groupInterval":"5m","enabled":true}],"by":"ann","at":"2026-11-23T12:00:00Z"}""",
            Encoding.UTF8.GetString(replaced.Body.Span));

        var version = new GetRoutingVersion(parts.Here.Store);
        Assert.Equal(1, Body(await version.RunAsync(Request(), 1, parts.None)).GetProperty("version").GetInt32());
        Assert.Equal(404, StatusOf(await version.RunAsync(Request(), 2, parts.None)));
    }

    public void Dispose() => parts.Dispose();

    private static HttpRequest Request(string? body = null, string? ifMatch = null)
    {
        var http = new DefaultHttpContext();
        http.Features.Set(new Caller(CallerKind.Token, "t1", "ann", Role.Operator));
        http.Request.Path = "/api/v1/here";
        if (ifMatch is not null)
            http.Request.Headers.IfMatch = ifMatch;
        http.Request.ContentType = "application/json";
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body ?? ""));
        return http.Request;
    }

    private static int StatusOf(IActionResult answer) => answer switch
    {
        JsonAnswer json => json.Status,
        ProblemAnswer problem => problem.Status,
        NoContentResult empty => empty.StatusCode,
        _ => throw new ArgumentException($"an answer of type {answer.GetType()}", nameof(answer)),
    };

    private static JsonElement Body(IActionResult answer) => RoutingSamples.Json(Encoding.UTF8.GetString(Assert.IsType<JsonAnswer>(answer).Body.Span));
}
