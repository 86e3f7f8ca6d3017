using System.Net;
using System.Text.Json;
using NotiLog.IntegrationTests.Parts;

namespace NotiLog.IntegrationTests.OpenApi;

/// <summary>Brings every operation to every refusal that a caller can cause; <see cref="OpenApiHandler"/> holds each answer against the document.</summary>
public sealed class EveryRefusalTests : IAsyncLifetime
{
    /// <summary>Storage, authority and network have to fail for these.</summary>
    private static readonly string[] NotByCallers = ["408", "503"];

    /// <summary>Only a race leads there.</summary>
    private static readonly string[] Races =
    [
        "PutChannel 409", "TestChannel 409", "DeleteAgent 409", "RotateAgentKey 409", "PauseAgent 409", "ResumeAgent 409", "TakeHeartbeat 409",
        "ImportConfiguration 409", "ImportConfiguration 412",
    ];

    private DescribedHost host = null!;
    private string agentKey = "";

    public async Task InitializeAsync()
    {
        host = await DescribedHost.StartAsync(("Ingest:EventsPerSecond", "1"));
        agentKey = (await host.SendAsync(HttpStatusCode.Created, "POST", "/v1/agents", """{"name":"web-1"}""")).GetProperty("key").GetString()!;
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Every_refusal_is_answered_as_the_document_says()
    {
        foreach (var operation in OpenApiDocument.OfApp.Operations)
            await RefuseAsync(operation);
        await RefuseWhatIsInUseAsync();
        await RefuseToRepeatAsync();
        await RefuseTooManyEventsAsync();
        Assert.Empty(OpenApiDocument.OfApp.Operations
            .SelectMany(operation => operation.Content.GetProperty("responses").EnumerateObject().Select(response => $"{operation.Id} {response.Name}"))
            .Where(each => each.Split(' ')[1] is ['4' or '5', ..] status && !NotByCallers.Contains(status))
            .Except(Races)
            .Where(each => !each.StartsWith("TakePing", StringComparison.Ordinal) || !each.EndsWith(" 409", StringComparison.Ordinal))
            .Except(host.Met));
    }

    private async Task RefuseAsync(OpenApiOperation operation)
    {
        var statuses = operation.Content.GetProperty("responses").EnumerateObject().Select(response => response.Name).ToHashSet();
        var path = operation.Path
            .Replace("{seriesId}", "019ab000-0000-7000-8000-000000000003", StringComparison.Ordinal)
            .Replace("{pingKey}", "nothing", StringComparison.Ordinal)
            .Replace("{exitCode}", "3", StringComparison.Ordinal)
            .Replace("{name}", "nobody", StringComparison.Ordinal)
            .Replace("{version}", "999", StringComparison.Ordinal)
            .Replace("{id}", "019ab000-0000-7000-8000-000000000002", StringComparison.Ordinal)
            .Replace("{agentId}", "019ab000-0000-7000-8000-000000000002", StringComparison.Ordinal)
            .Replace("{eventId}", "019ab000-0000-7000-8000-000000000002", StringComparison.Ordinal);
        var credential = operation.Id is "TakeHeartbeat" or "NegotiateAgent" ? agentKey : DescribedHost.OwnerKey;
        await host.SendAsync(HttpStatusCode.BadRequest, operation.Method, path + "?unknown=1&unknown=2", credential: statuses.Contains("401") ? credential : null);
        if (statuses.Contains("401"))
            await host.SendAsync(HttpStatusCode.Unauthorized, operation.Method, path, credential: "nlt_unknown");
        if (statuses.Contains("403"))
            await host.SendAsync(HttpStatusCode.Forbidden, operation.Method, path, credential: await TooSmallForAsync(operation));
        if (statuses.Contains("404"))
            await host.SendAsync(HttpStatusCode.NotFound, operation.Method, path, FittingBody(operation));
        if (!statuses.Contains("415"))
            return;
        await host.SendAsync(HttpStatusCode.UnsupportedMediaType, operation.Method, path, "a,b", "text/csv", credential);
        await host.SendAsync(HttpStatusCode.RequestEntityTooLarge, operation.Method, path, $"\"{new string('x', 5_000_000)}\"", credential: credential);
        // No body at all is a heartbeat.
        foreach (var body in (string[])[operation.Id == "TakeHeartbeat" ? " " : "", "{", "[]", """{"unknown":1}"""])
            await host.SendAsync(HttpStatusCode.BadRequest, operation.Method, path, body, ifMatch: "\"v0\"", credential: credential);
    }

    private static string? FittingBody(OpenApiOperation operation) => operation.Id switch
    {
        "PatchAgent" => """{"grace":"1m"}""",
        "TriageEvent" => """{"status":"open"}""",
        "PutWatch" => """{"name":"w","match":["level=error"],"interval":"1m"}""",
        _ => null,
    };

    /// <summary>Agents may do nothing else than ingest and beat, and readers not that.</summary>
    private async Task<string> TooSmallForAsync(OpenApiOperation operation) => operation.Id is "IngestEvents" or "TakeHeartbeat"
        ? (await host.SendAsync(HttpStatusCode.Created, "POST", "/v1/tokens", """{"name":"r","role":"reader"}""")).GetProperty("secret").GetString()!
        : agentKey;

    private async Task RefuseWhatIsInUseAsync()
    {
        const string Routes = """{"routes":[{"name":"all","match":[],"channels":["ops"]}]}""";
        await host.SendAsync(HttpStatusCode.Created, "PUT", "/v1/channels/ops", """{"type":"telegram","telegram":{"chatId":"1"}}""");
        await host.SendAsync(HttpStatusCode.BadRequest, "PUT", "/v1/channels/ops", """{"type":"kafka","kafka":{"topic":"a b"},"fallback":"ops"}""");
        await host.SendAsync(HttpStatusCode.PreconditionRequired, "PUT", "/v1/routing", Routes);
        await host.SendAsync(HttpStatusCode.PreconditionFailed, "PUT", "/v1/routing", Routes, ifMatch: "\"v7\"");
        await host.SendAsync(HttpStatusCode.OK, "PUT", "/v1/routing", Routes, ifMatch: "\"v0\"");
        await host.SendAsync(HttpStatusCode.Conflict, "DELETE", "/v1/channels/ops");
        await host.SendAsync(HttpStatusCode.Conflict, "POST", "/v1/agents", """{"name":"WEB-1"}""");
        var watch = await host.SendAsync(HttpStatusCode.Created, "POST", "/v1/watches", """{"name":"w","match":["level=error"],"interval":"1m"}""");
        await host.SendAsync(HttpStatusCode.Conflict, "DELETE", $"/v1/watches/{watch.GetProperty("id")}/series/{watch.GetProperty("series")[0].GetProperty("id")}");
        var other = await host.SendAsync(HttpStatusCode.Created, "POST", "/v1/agents", """{"name":"web-2"}""");
        await host.SendAsync(HttpStatusCode.Conflict, "PATCH", $"/v1/agents/{other.GetProperty("id")}", """{"name":"Web-1"}""");
        await host.SendAsync(HttpStatusCode.BadRequest, "GET", "/v1/events?cursor=edited&limit=0&from=yesterday");
    }

    private async Task RefuseToRepeatAsync()
    {
        await host.SendAsync(HttpStatusCode.Accepted, "POST", "/v1/events", """{"level":"error","message":"once"}""");
        var items = default(JsonElement);
        await Eventually.HoldsAsync(
            async () => (items = (await host.SendAsync(HttpStatusCode.OK, "GET", "/v1/deliveries?status=delivered")).GetProperty("items")).GetArrayLength() > 0,
            () => "nothing is delivered");
        await host.SendAsync(HttpStatusCode.Conflict, "POST", $"/v1/deliveries/{items[0].GetProperty("id")}/retry");
    }

    private async Task RefuseTooManyEventsAsync()
    {
        var many = JsonSerializer.Serialize(Enumerable.Repeat(new { level = "info", message = "m" }, 10));
        await host.SendAsync(HttpStatusCode.Accepted, "POST", "/v1/events", many, credential: agentKey);
        await host.SendAsync(HttpStatusCode.TooManyRequests, "POST", "/v1/events", many, credential: agentKey);
    }
}
