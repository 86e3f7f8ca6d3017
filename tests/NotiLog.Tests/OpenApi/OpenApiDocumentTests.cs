using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Health;
using NotiLog.Functions.Http;
using NotiLog.IntegrationTests.OpenApi;

namespace NotiLog.Tests.OpenApi;

public sealed class OpenApiDocumentTests
{
    private static readonly IReadOnlyList<HttpFunction> Functions = HttpFunction.In(typeof(GetOpenApi).Assembly.GetTypes());

    private static readonly Dictionary<string, (Action<JsonNode> Change, string Fault)> Violations = new()
    {
        ["an operation too few"] = (d => d["paths"]!.AsObject().Remove("/v1/overview"), "GetOverview: GET /v1/overview is not in the document"),
        ["an operation too many"] = (d => d["paths"]!["/v1/more"] = d.At("paths", "/v1/overview").DeepClone(), "GetOverview: GET /v1/more is no function"),
        ["another verb"] = (d => Rename(d.At("paths", "/v1/routing"), "put", "post"), "PutRouting: PUT /v1/routing is not in the document"),
        ["another operationId"] = (d => d.At("paths", "/v1/overview", "get")["operationId"] = "Overview", "Overview: GET /v1/overview is no function"),
        ["a query parameter too few"] = (
            d => d.At("paths", "/v1/agents", "get", "parameters").AsArray().RemoveAt(1),
            "ListAgents: query parameters are cursor, limit, but limit in the document"),
        ["another path parameter"] = (
            d => d.At("components", "parameters", "EventIdInPath")["name"] = "id", "GetEvent: path parameters are eventId, but id in the document"),
        ["another constraint"] = (
            d => d.At("components", "parameters", "IdInPath", "schema").AsObject().Remove("format"), "GetAgent: id is guid in the route, but anything in the document"),
        ["another role"] = (
            d => d.At("paths", "/v1/tokens", "get")["description"] = "Role: reader.", "ListTokens: the description should end with 'Role: admin.'"),
        ["an open door"] = (
            d => d.At("paths", "/v1/tokens", "get")["security"] = new JsonArray(), "ListTokens: is not anonymous, and the document says otherwise"),
        ["a closed door"] = (
            d => d.At("paths", "/health", "get").AsObject().Remove("security"), "GetHealth: is anonymous, and the document says otherwise"),
        ["a status of the middleware too few"] = (
            d => d.At("paths", "/v1/events", "get", "responses").AsObject().Remove("503"), "ListEvents: the document does not know that it can answer 503"),
    };

    public static TheoryData<string> ViolationNames => [.. Violations.Keys];

    [Fact]
    public void The_document_is_openapi_3_1_and_valid_json_without_a_key_twice()
    {
        using var stream = typeof(GetOpenApi).Assembly.GetManifestResourceStream("openapi.json")!;
        using var json = JsonDocument.Parse(stream, new JsonDocumentOptions { AllowDuplicateProperties = false });
        Assert.Equal("3.1.0", json.RootElement.GetProperty("openapi").GetString());
        Assert.Equal(OpenApiDocument.Server, json.RootElement.GetProperty("servers")[0].GetProperty("url").GetString());
    }

    [Fact]
    public void Every_http_function_has_its_operation_and_every_operation_its_function()
    {
        Assert.NotEmpty(Functions);
        Assert.Empty(OpenApiFaults.Of(OpenApiDocument.OfApp, Functions));
    }

    [Theory]
    [MemberData(nameof(ViolationNames))]
    public void The_check_finds(string violation) =>
        Assert.Contains(Violations[violation].Fault, OpenApiFaults.Of(SomeDocument.Changed(Violations[violation].Change), Functions));

    [Fact]
    public void The_check_finds_a_function_that_nobody_described()
    {
        var faults = OpenApiFaults.Of(OpenApiDocument.OfApp, [.. Functions, .. HttpFunction.In([typeof(Violation)])]);
        Assert.Equal(["Undescribed: GET /v1/undescribed/{id} is not in the document", "UndescribedHead: HEAD /v1/undescribed/{id} is not in the document"], faults);
    }

    private static void Rename(JsonNode holder, string from, string to)
    {
        var value = holder[from]!.DeepClone();
        holder.AsObject().Remove(from);
        holder[to] = value;
    }

    private static class Violation
    {
        [Function("Undescribed")]
        [Endpoint(Role.Reader)]
        public static void Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "v1/undescribed/{id:guid}")] HttpRequest request) => _ = request;
    }
}
