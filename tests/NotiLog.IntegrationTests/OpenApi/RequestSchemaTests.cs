using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotiLog.IntegrationTests.OpenApi;

/// <summary>Holds the schemas of requests against what the app takes: the same fields, and every example.</summary>
public sealed class RequestSchemaTests : IAsyncLifetime
{
    private const string Known = "is unknown; known are ";

    private DescribedHost host = null!;

    public async Task InitializeAsync() => host = await DescribedHost.StartAsync(
        ("Email:Host", "127.0.0.1"), ("Email:Port", "9"), ("Email:From", "notilog@example.org"), ("Kafka:BootstrapServers", "127.0.0.1:9"));

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData("POST", "/v1/agents", """{"zzz":1}""", "zzz", "NewAgent")]
    [InlineData("PATCH", "/v1/agents/{agent}", """{"zzz":1}""", "zzz", "AgentPatch")]
    [InlineData("PATCH", "/v1/agents/{agent}", """{"settings":{"zzz":1}}""", "settings.zzz", "NewAgentSettings")]
    [InlineData("PATCH", "/v1/agents/{agent}", """{"settings":{"processes":[{"zzz":1}]}}""", "settings.processes[0].zzz", "NewWatchedProcess")]
    [InlineData("POST", "/v1/agents/me/heartbeat", """{"zzz":1}""", "zzz", "NewHeartbeat")]
    [InlineData("POST", "/v1/agents/me/heartbeat", """{"processes":[{"zzz":1}]}""", "processes[0].zzz", "NewProcess")]
    [InlineData("POST", "/v1/watches", """{"zzz":1}""", "zzz", "NewWatch")]
    [InlineData("POST", "/v1/tokens", """{"zzz":1}""", "zzz", "NewToken")]
    [InlineData("PATCH", "/v1/events/019ab000-0000-7000-8000-000000000002", """{"zzz":1}""", "zzz", "NewTriage")]
    [InlineData("POST", "/v1/events/triage", """{"zzz":1}""", "zzz", "NewBulkTriage")]
    [InlineData("POST", "/v1/events/triage", """{"status":"open","filter":{"zzz":1}}""", "filter.zzz", "EventFilter")]
    [InlineData("POST", "/v1/deliveries/retry", """{"zzz":1}""", "zzz", "NewRetry")]
    [InlineData("PUT", "/v1/routing", """{"zzz":1}""", "zzz", "NewRoutingDocument")]
    [InlineData("PUT", "/v1/routing", """{"routes":[{"zzz":1}]}""", "routes[0].zzz", "NewRoute")]
    [InlineData("POST", "/v1/routing/test", """{"zzz":1}""", "zzz", "NewRoutingTest")]
    [InlineData("POST", "/v1/routing/matrix", """{"zzz":1}""", "zzz", "NewRoutingMatrix")]
    [InlineData("POST", "/v1/silences/test", """{"zzz":1}""", "zzz", "NewSilenceTest")]
    [InlineData("POST", "/v1/channels/preview", """{"zzz":1}""", "zzz", "NewChannelPreview")]
    [InlineData("POST", "/v1/channels/test", """{"type":"telegram","zzz":1}""", "zzz", "ExchangedTelegramChannel")]
    [InlineData("POST", "/v1/import", """{"zzz":1}""", "zzz", "ExchangeDocument")]
    [InlineData("POST", "/v1/import", """{"routing":{"zzz":1}}""", "routing.zzz", "NewRoutingDocument")]
    [InlineData("POST", "/v1/import", """{"channels":[{"type":"telegram","zzz":1}]}""", "channels[0].zzz", "ExchangedTelegramChannel")]
    [InlineData("POST", "/v1/import", """{"channels":[{"type":"email","zzz":1}]}""", "channels[0].zzz", "ExchangedEmailChannel")]
    [InlineData("POST", "/v1/import", """{"channels":[{"type":"kafka","zzz":1}]}""", "channels[0].zzz", "ExchangedKafkaChannel")]
    [InlineData("PUT", "/v1/channels/ops", """{"type":"telegram","zzz":1}""", "zzz", "NewTelegramChannel")]
    [InlineData("PUT", "/v1/channels/ops", """{"type":"email","zzz":1}""", "zzz", "NewEmailChannel")]
    [InlineData("PUT", "/v1/channels/ops", """{"type":"kafka","zzz":1}""", "zzz", "NewKafkaChannel")]
    [InlineData("PUT", "/v1/channels/ops", """{"type":"telegram","telegram":{"zzz":1}}""", "telegram.zzz", "TelegramSettings")]
    [InlineData("PUT", "/v1/channels/ops", """{"type":"email","email":{"zzz":1}}""", "email.zzz", "EmailSettings")]
    [InlineData("PUT", "/v1/channels/ops", """{"type":"kafka","kafka":{"zzz":1}}""", "kafka.zzz", "KafkaSettings")]
    public async Task The_app_knows_the_fields_that_the_document_has(string method, string path, string body, string field, string schema)
    {
        var agent = await host.SendAsync(HttpStatusCode.Created, "POST", "/v1/agents", """{"name":"schema"}""");
        var credential = path.Contains("/me/", StringComparison.Ordinal) ? agent.GetProperty("key").GetString()! : null;
        path = path.Replace("{agent}", agent.GetProperty("id").GetString(), StringComparison.Ordinal);
        var problem = await host.SendAsync(HttpStatusCode.BadRequest, method, path, body, ifMatch: "\"v0\"", credential: credential ?? DescribedHost.OwnerKey);
        var fault = problem.GetProperty("errors").GetProperty(field)[0].GetString()!;
        Assert.StartsWith(Known, fault, StringComparison.Ordinal);
        Assert.Equal(FieldsOf(Schema(schema)).Order(StringComparer.Ordinal), fault[Known.Length..].Split(", "));
    }

    [Fact]
    public async Task Ingest_knows_every_field_of_an_event_and_no_other()
    {
        var fields = FieldsOf(Schema("NewEvent")).ToList();
        var body = new JsonObject([.. fields.Append("zzz").Select(field => KeyValuePair.Create<string, JsonNode?>(field, null))]);
        var problem = await host.SendAsync(HttpStatusCode.BadRequest, "POST", "/v1/events", body.ToJsonString());
        var unknown = problem.GetProperty("rejected")[0].GetProperty("errors").EnumerateObject()
            .Where(fault => fault.Value[0].GetString()!.StartsWith("is unknown", StringComparison.Ordinal));
        Assert.Equal("zzz", Assert.Single(unknown).Name);
    }

    [Theory]
    [InlineData("POST", "/v1/agents", "NewAgent")]
    [InlineData("POST", "/v1/watches", "NewWatch")]
    [InlineData("POST", "/v1/tokens", "NewToken")]
    [InlineData("POST", "/v1/deliveries/retry", "NewRetry")]
    [InlineData("POST", "/v1/events", "NewEvent")]
    [InlineData("POST", "/v1/routing/test", "NewRoutingTest")]
    [InlineData("POST", "/v1/events/triage", "NewBulkTriage")]
    [InlineData("POST", "/v1/routing/matrix", "NewRoutingMatrix")]
    [InlineData("POST", "/v1/silences/test", "NewSilenceTest")]
    [InlineData("POST", "/v1/channels/preview", "NewChannelPreview")]
    [InlineData("PUT", "/v1/routing", "NewRoutingDocument")]
    [InlineData("POST", "/v1/import?dryRun=false", "ExchangeDocument")]
    [InlineData("PUT", "/v1/channels/telegram", "NewTelegramChannel")]
    [InlineData("PUT", "/v1/channels/email", "NewEmailChannel")]
    [InlineData("PUT", "/v1/channels/kafka", "NewKafkaChannel")]
    public async Task The_examples_are_taken(string method, string path, string schema)
    {
        if (schema == "NewRoutingDocument")
            await host.SendAsync(HttpStatusCode.Created, "PUT", "/v1/channels/ops", Example("NewEmailChannel").ToJsonString());
        var example = Example(schema);
        if (example["time"] is not null)
            example["time"] = TimeProvider.System.GetUtcNow().ToString("O");
        var expected = schema switch
        {
            "NewEvent" or "NewRetry" => HttpStatusCode.Accepted,
            "NewRoutingTest" or "NewRoutingMatrix" or "NewBulkTriage" or "NewSilenceTest" or "NewChannelPreview" or "NewRoutingDocument" or "ExchangeDocument" => HttpStatusCode.OK,
            _ => HttpStatusCode.Created,
        };
        await host.SendAsync(expected, method, path, example.ToJsonString(), ifMatch: "\"v0\"");
    }

    private static JsonElement Schema(string name) => OpenApiDocument.OfApp.Find($"#/components/schemas/{name}");

    private static JsonNode Example(string schema) => JsonNode.Parse(Schema(schema).GetProperty("examples")[0].GetRawText())!;

    private static IEnumerable<string> FieldsOf(JsonElement schema) =>
        Members(schema, "properties").Select(property => property.Name)
            .Concat(schema.TryGetProperty("allOf", out var parts) ? parts.EnumerateArray().SelectMany(part => FieldsOf(OpenApiDocument.OfApp.Follow(part))) : []);

    private static IEnumerable<JsonProperty> Members(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var members) ? members.EnumerateObject() : [];
}
