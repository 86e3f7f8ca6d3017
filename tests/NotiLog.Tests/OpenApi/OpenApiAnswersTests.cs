using System.Net;
using System.Net.Http.Headers;
using System.Text;
using NotiLog.IntegrationTests.OpenApi;

namespace NotiLog.Tests.OpenApi;

public sealed class OpenApiAnswersTests
{
    private const string Event = "/api/v1/events/019ab000-0000-7000-8000-000000000002";
    private const string Token = """{"id":"019ab000-0000-7000-8000-000000000002","name":"ci","role":"reader","createdAt":"2026-11-23T10:00:00Z","createdBy":"owner","expiresAt":null}""";
    private const string Health = """{"status":"healthy","version":"0.1.0"}""";

    [Fact]
    public void An_answer_as_described_has_no_fault()
    {
        Assert.Empty(Check(HttpMethod.Get, "/api/v1/tokens", 200, $$"""{"items":[{{Token}}],"nextCursor":null}"""));
        Assert.Empty(Check(HttpMethod.Get, "/api/health", 200, Health));
        Assert.Empty(Check(HttpMethod.Head, "/api/health", 200, ""));
        Assert.Empty(Check(HttpMethod.Delete, Event, 204, ""));
        Assert.Empty(Check(HttpMethod.Get, Event, 401, Problem(401), "application/problem+json", ("WWW-Authenticate", "Bearer")));
        Assert.Empty(Check(HttpMethod.Get, Event, 503, Problem(503), "application/problem+json", ("Retry-After", "5")));
    }

    [Theory]
    [InlineData(200, """{"items":[],"nextCursor":null,"more":1}""", "$.more: is not allowed")]
    [InlineData(200, """{"items":[]}""", "$: nextCursor is missing")]
    [InlineData(200, """{"items":[],"items":[],"nextCursor":null}""", "the body is not JSON")]
    [InlineData(200, "", "the body is not JSON")]
    [InlineData(204, "", "answered 204, which the document does not know")]
    [InlineData(500, "oops", "answered 500, which the document does not know: oops")]
    public void Another_body_or_status_is_a_fault(int status, string body, string fault) =>
        Assert.Contains(fault, Assert.Single(Check(HttpMethod.Get, "/api/v1/tokens", status, body)), StringComparison.Ordinal);

    [Fact]
    public void Another_media_type_is_a_fault() =>
        Assert.Contains("the media type 'text/plain'", Assert.Single(Check(HttpMethod.Get, "/api/health", 200, Health, "text/plain")), StringComparison.Ordinal);

    [Fact]
    public void A_body_where_none_should_be_is_a_fault() =>
        Assert.Contains("there should be no body", Assert.Single(Check(HttpMethod.Delete, Event, 204, "{}")), StringComparison.Ordinal);

    [Fact]
    public void A_header_that_is_missing_or_different_is_a_fault()
    {
        Assert.Contains("the header WWW-Authenticate is missing", Assert.Single(Check(HttpMethod.Get, Event, 401, Problem(401), "application/problem+json")), StringComparison.Ordinal);
        Assert.Contains(
            "the header Retry-After: $: 0 is against minimum 1",
            Assert.Single(Check(HttpMethod.Get, Event, 503, Problem(503), "application/problem+json", ("Retry-After", "0"))),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing")]
    [InlineData("GET", "/api/v1/events/not-an-id")]
    [InlineData("PUT", "/api/v1/events")]
    [InlineData("GET", "/api/v1/routing/latest")]
    public void Where_no_operation_is_only_a_bare_404_is_right(string method, string path)
    {
        Assert.Empty(Check(new(method), path, 404, ""));
        Assert.Contains("is not in the document", Assert.Single(Check(new(method), path, 404, Problem(404))), StringComparison.Ordinal);
        Assert.Contains("is not in the document", Assert.Single(Check(new(method), path, 200, "")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/events/facets", "GetEventFacets")]
    [InlineData("/api/v1/events/019AB000000070008000000000000002", "GetEvent")]
    [InlineData("/api/v1/channels/a%2Fb", "GetChannel")]
    [InlineData("/API/V1/routing/3", "GetRoutingVersion")]
    public void A_path_finds_its_operation(string path, string operation) =>
        Assert.Equal(operation, OpenApiAnswers.OfApp.OperationOf(HttpMethod.Get, path)?.Id);

    [Fact]
    public async Task The_handler_passes_what_is_right_with_its_body_and_remembers_it()
    {
        using var handler = new OpenApiHandler(new Canned(() => Answer(200, Health)));
        using var client = new HttpClient(handler);
        Assert.Equal(Health, await client.GetStringAsync(new Uri("http://localhost/api/health")));
        Assert.Equal(["GetHealth 200"], handler.Met);
    }

    [Fact]
    public async Task The_handler_throws_on_what_is_wrong_and_leaves_other_paths_alone()
    {
        using var client = new HttpClient(new OpenApiHandler(new Canned(() => Answer(200, """{"status":"fine"}"""))));
        var thrown = await Assert.ThrowsAsync<OpenApiException>(() => client.GetAsync(new Uri("http://localhost/api/health?x=1")));
        Assert.StartsWith("GET /api/health?x=1 is answered against the OpenAPI document:\n- GetHealth answered 200: ", thrown.Message, StringComparison.Ordinal);
        Assert.Equal("""{"status":"fine"}""", await client.GetStringAsync(new Uri("http://localhost/index.html")));
    }

    private static string Problem(int status) => $$"""{"type":"about:blank","title":"No","status":{{status}},"detail":"No."}""";

    private static IReadOnlyList<string> Check(
        HttpMethod method, string path, int status, string body, string type = "application/json", params (string Name, string Value)[] headers)
    {
        using var response = Answer(status, body, type, headers);
        return OpenApiAnswers.Check(method, path, response, Encoding.UTF8.GetBytes(body));
    }

    private static HttpResponseMessage Answer(int status, string body, string type = "application/json", params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        response.Content.Headers.ContentType = new MediaTypeHeaderValue(type, "utf-8");
        foreach (var (name, value) in headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    private sealed class Canned(Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer());
    }
}
