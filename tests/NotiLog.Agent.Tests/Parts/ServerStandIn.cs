using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NotiLog.Agent.Sending;

namespace NotiLog.Agent.Tests.Parts;

/// <summary>What a stand-in answers.</summary>
internal sealed record Answer(int Status, string Body = "", int? RetryAfter = null);

/// <summary>The server's side of the contract as an agent sees it: ingest, heartbeats and, where wanted, the hub behind a negotiation.</summary>
internal sealed class ServerStandIn : IAsyncDisposable
{
    public const string Key = "nla_AaIuKoeefDm3l1zE7ws9igcTl0Kw9txbbhw3kTzsbZNF56rs4kivBTxRfHbl1nP9M";
    public const string Usual = """{"heartbeatInterval":"1m","minLevel":null,"processes":[],"serverTime":"2026-11-30T12:00:00Z"}""";

    private readonly WebApplication app;

    private ServerStandIn(WebApplication app) => this.app = app;

    /// <summary>Bodies of ingest, unpacked, in the order they came.</summary>
    public ConcurrentQueue<string> Batches { get; } = [];

    public ConcurrentQueue<JsonElement> Heartbeats { get; } = [];

    public ConcurrentQueue<JsonElement> HubHeartbeats { get; } = [];

    /// <summary>What ingest answers to a batch; accepts all unless set.</summary>
    public Func<string[], Answer> Ingest { get; set; } = Accept;

    public Func<Answer> Heartbeat { get; set; } = () => new Answer(200, Usual);

    /// <summary>Null: the hub is not there.</summary>
    public string? Configure { get; set; }

    public Uri Base => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/");

    public ServerAddress Address => new(Base, Key);

    /// <summary>All events that were accepted, as JSON.</summary>
    public List<JsonElement> Events => [.. Batches.SelectMany(batch => batch.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Select(line => JsonDocument.Parse(line).RootElement)];

    public static Answer Accept(string[] lines) => new(202, $$"""{"accepted":{{lines.Length}},"rejected":[],"ids":[]}""");

    public static async Task<ServerStandIn> StartAsync(string? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSignalR();
        ServerStandIn? standIn = null;
        builder.Services.AddSingleton(_ => standIn!);
        var app = builder.Build();
        standIn = new ServerStandIn(app) { Configure = configure };
        app.MapPost("/api/v1/events", standIn.TakeEventsAsync);
        app.MapPost("/api/v1/agents/me/heartbeat", standIn.TakeHeartbeatAsync);
        app.MapPost("/api/v1/hubs/agents/{agentId:guid}/negotiate", standIn.Negotiate);
        app.MapHub<AgentsHub>("/signalr");
        await app.StartAsync();
        return standIn;
    }

    public Task PushAsync(string method, params object[] arguments) => app.Services.GetRequiredService<IHubContext<AgentsHub>>().Clients.All.SendCoreAsync(method, arguments);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task TakeEventsAsync(HttpContext context)
    {
        await using var gzip = context.Request.Headers.ContentEncoding == "gzip" ? new GZipStream(context.Request.Body, CompressionMode.Decompress) : context.Request.Body;
        using var reader = new StreamReader(gzip, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        var answer = context.Request.Headers.Authorization == $"Bearer {Key}" ? Ingest(body.Split('\n', StringSplitOptions.RemoveEmptyEntries)) : new Answer(401);
        if (answer.Status == 202)
            Batches.Enqueue(body);
        await WriteAsync(context, answer);
    }

    private async Task TakeHeartbeatAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        Heartbeats.Enqueue(body.RootElement.Clone());
        await WriteAsync(context, Heartbeat());
    }

    private async Task Negotiate(HttpContext context, Guid agentId)
    {
        Assert.Equal(Address.AgentId, agentId);
        var isAgent = context.Request.Headers.Authorization == $"Bearer {Key}";
        await WriteAsync(context, Configure is null ? new Answer(404) : isAgent ? new Answer(200, JsonSerializer.Serialize(new { url = new Uri(Base, "signalr"), accessToken = "short" })) : new Answer(401));
    }

    private static async Task WriteAsync(HttpContext context, Answer answer)
    {
        context.Response.StatusCode = answer.Status;
        if (answer.RetryAfter is { } seconds)
            context.Response.Headers.RetryAfter = $"{seconds}";
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.Body);
    }

    /// <summary>Answers as the service does in serverless mode: nothing comes back from a call, messages do.</summary>
    internal sealed class AgentsHub(ServerStandIn standIn) : Hub
    {
        [HubMethodName("heartbeat")]
        public async Task HeartbeatAsync(JsonElement body)
        {
            Assert.Equal("Bearer short", Context.GetHttpContext()!.Request.Headers.Authorization.ToString() is { Length: > 0 } header ? header : $"Bearer {Context.GetHttpContext()!.Request.Query["access_token"]}");
            standIn.HubHeartbeats.Enqueue(body.Clone());
            if (standIn.Configure is { Length: > 0 } configure)
                await Clients.Caller.SendAsync("configure", JsonDocument.Parse(configure).RootElement);
        }
    }
}
