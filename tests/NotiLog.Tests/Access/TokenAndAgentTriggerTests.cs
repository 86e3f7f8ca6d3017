using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NotiLog.Functions.Access;
using NotiLog.Functions.Agents;

namespace NotiLog.Tests.Access;

public sealed class TokenAndAgentTriggerTests : IAsyncDisposable
{
    private readonly AccessParts parts = new();

    public ValueTask DisposeAsync() => parts.DisposeAsync();

    [Fact]
    public async Task A_token_is_made_with_its_secret_listed_without_it_and_revoked()
    {
        var request = Request("/api/v1/tokens", """{"name":"ci","role":"operator","expiresAt":"2027-01-01T00:00:00+01:00"}""");
        var made = await AnswerAsync(request, await new CreateToken(parts.Tokens, parts.Time).RunAsync(request, CancellationToken.None));
        Assert.Equal(201, request.HttpContext.Response.StatusCode);
        var id = made.GetProperty("id").GetGuid();
        Assert.Equal($"/api/v1/tokens/{id}", request.HttpContext.Response.Headers.Location);
        Assert.Equal("2026-12-31T23:00:00Z", made.GetProperty("expiresAt").GetString());
        Assert.NotNull(await parts.AuthenticateAsync(made.GetProperty("secret").GetString()!));

        var list = await ListTokensAsync();
        var item = Assert.Single(list.GetProperty("items").EnumerateArray());
        Assert.Equal(["createdAt", "createdBy", "expiresAt", "id", "name", "role"], item.EnumerateObject().Select(member => member.Name).Order());
        Assert.Equal(("operator", "owner"), (item.GetProperty("role").GetString(), item.GetProperty("createdBy").GetString()));
        Assert.Equal(JsonValueKind.Null, list.GetProperty("nextCursor").ValueKind);

        var delete = Request("/", null);
        Assert.IsType<NoContentResult>(await new RevokeToken(parts.Tokens).RunAsync(delete, id, CancellationToken.None));
        var again = await AnswerAsync(delete, await new RevokeToken(parts.Tokens).RunAsync(delete, id, CancellationToken.None));
        Assert.Equal(404, again.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task An_agent_is_made_with_its_key_shown_and_given_another()
    {
        var request = Request("/api/v1/agents", """{"name":"web-1","grace":"90s"}""");
        var made = await AnswerAsync(request, (await new CreateAgent(parts.Editor, parts.Agents, parts.Live).RunAsync(request, CancellationToken.None)).Answer);
        var id = made.GetProperty("id").GetGuid();
        Assert.Equal(("new", "1m", "90s"), (made.GetProperty("state").GetString(), made.GetProperty("heartbeatInterval").GetString(), made.GetProperty("grace").GetString()));
        Assert.Equal($"/api/v1/agents/{id}", request.HttpContext.Response.Headers.Location);
        Assert.NotNull(await parts.AuthenticateAsync(made.GetProperty("key").GetString()!));

        var rotated = await AnswerAsync(request, (await new RotateAgentKey(parts.Editor, parts.Agents, parts.Live).RunAsync(request, id, CancellationToken.None)).Answer);
        Assert.NotEqual(made.GetProperty("key").GetString(), rotated.GetProperty("key").GetString());
        var shown = await AnswerAsync(request, await new GetAgent(parts.Agents).RunAsync(request, id, CancellationToken.None));
        Assert.False(shown.TryGetProperty("key", out _));
        var listed = await AnswerAsync(request, await new ListAgents(parts.Agents).RunAsync(request, CancellationToken.None));
        Assert.Equal("web-1", listed.GetProperty("items")[0].GetProperty("name").GetString());

        var twin = Request("/api/v1/agents", """{"name":"WEB-1"}""");
        Assert.Equal(409, (await AnswerAsync(twin, (await new CreateAgent(parts.Editor, parts.Agents, parts.Live).RunAsync(twin, CancellationToken.None)).Answer)).GetProperty("status").GetInt32());
        Assert.IsType<NoContentResult>(await new DeleteAgent(parts.Editor).RunAsync(request, id, CancellationToken.None));
        Assert.Equal(404, (await AnswerAsync(request, await new GetAgent(parts.Agents).RunAsync(request, id, CancellationToken.None))).GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Faults_of_a_body_are_named()
    {
        var request = Request("/api/v1/tokens", """{"role":"root","extra":1}""");
        var problem = await AnswerAsync(request, await new CreateToken(parts.Tokens, parts.Time).RunAsync(request, CancellationToken.None));
        Assert.Equal(["extra", "name", "role"], problem.GetProperty("errors").EnumerateObject().Select(field => field.Name).Order());
    }

    private async Task<JsonElement> ListTokensAsync()
    {
        var request = Request("/api/v1/tokens", null);
        return await AnswerAsync(request, await new ListTokens(parts.Tokens).RunAsync(request, CancellationToken.None));
    }

    private static HttpRequest Request(string path, string? body)
    {
        var http = new DefaultHttpContext { RequestServices = new ServiceCollection().BuildServiceProvider() };
        http.Features.Set(AccessParts.Owner);
        http.Request.Path = path;
        http.Request.ContentType = "application/json";
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body ?? ""));
        return http.Request;
    }

    private static async Task<JsonElement> AnswerAsync(HttpRequest request, IActionResult answer)
    {
        var body = new MemoryStream();
        request.HttpContext.Response.Body = body;
        await answer.ExecuteResultAsync(new ActionContext(request.HttpContext, new RouteData(), new()));
        Assert.Equal(body.Length, request.HttpContext.Response.ContentLength);
        return JsonElement.Parse(body.ToArray());
    }
}
