using System.Net;
using System.Text.Json;
using NotiLog.IntegrationTests.OpenApi;

namespace NotiLog.IntegrationTests.EndToEnd;

/// <summary>What can be looked at before it is made: channels, silences, routing.</summary>
public sealed class DraftTests : IAsyncLifetime
{
    private DescribedHost host = null!;

    public async Task InitializeAsync() => host = await DescribedHost.StartAsync(("Site:BaseUrl", "https://notilog.example.org/"));

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_channel_is_tested_before_it_is_saved_and_is_not_saved_by_that()
    {
        var answer = await host.SendAsync(HttpStatusCode.OK, "POST", "/v1/channels/test", """{"name":"new","type":"telegram","telegram":{"chatId":"-42"}}""");
        Assert.True(answer.GetProperty("delivered").GetBoolean());
        Assert.Equal("-42", answer.GetProperty("results")[0].GetProperty("recipient").GetString());
        await host.SendAsync(HttpStatusCode.NotFound, "GET", "/v1/channels/new");
    }

    [Fact]
    public async Task Every_fault_of_a_draft_is_named_and_so_is_a_missing_setting()
    {
        var faulty = await host.SendAsync(HttpStatusCode.BadRequest, "POST", "/v1/channels/test", """{"name":"Ж","type":"telegram","telegram":{},"fallback":"gone"}""");
        Assert.Equal(["fallback", "name", "telegram.chatId"], FieldsOf(faulty));
        var missing = await host.SendAsync(HttpStatusCode.BadRequest, "POST", "/v1/channels/test", """{"name":"new","type":"email","email":{"to":["a@example.org"]}}""");
        Assert.Contains("Email:Host", missing.GetProperty("errors").GetProperty("type")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_shows_a_stored_event_in_both_languages_without_a_transport()
    {
        var stored = await host.SendAsync(HttpStatusCode.Accepted, "POST", "/v1/events", """{"level":"critical","message":"<b>диск</b> полон","service":"files"}""");
        var preview = await host.SendAsync(
            HttpStatusCode.OK, "POST", "/v1/channels/preview",
            $$$"""{"channel":{"name":"mail","type":"email","email":{"to":["a@example.org"]}},"eventId":"{{{stored.GetProperty("ids")[0]}}}"}""");
        Assert.Equal("[CRITICAL] files: <b>диск</b> полон", preview.GetProperty("en").GetProperty("subject").GetString());
        var (english, russian) = (preview.GetProperty("en").GetProperty("html").GetString()!, preview.GetProperty("ru").GetProperty("html").GetString()!);
        Assert.Contains("&lt;b&gt;диск", english, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>диск", english, StringComparison.Ordinal);
        Assert.Contains("https://notilog.example.org/notifications/", english, StringComparison.Ordinal);
        Assert.NotEqual(english, russian);
    }

    [Fact]
    public async Task A_preview_of_an_event_that_is_not_kept_says_so()
    {
        var problem = await host.SendAsync(
            HttpStatusCode.BadRequest, "POST", "/v1/channels/preview",
            """{"channel":{"name":"ops","type":"telegram","telegram":{"chatId":"1"}},"eventId":"019ab000-0000-7000-8000-000000000002"}""");
        Assert.Equal(["eventId"], FieldsOf(problem));
    }

    [Fact]
    public async Task A_silence_is_tried_on_the_events_of_the_past()
    {
        await host.SendAsync(
            HttpStatusCode.Accepted, "POST", "/v1/events",
            JsonSerializer.Serialize(Enumerable.Range(0, 1500).Select(i => new { level = "error", message = $"n {i}", service = i % 3 == 0 ? "quiet" : "loud" })));
        var tried = await host.SendAsync(HttpStatusCode.OK, "POST", "/v1/silences/test", """{"match":["service=quiet","level>=error"],"last":"1h"}""");
        Assert.Equal((500, 1500, true), (tried.GetProperty("matched").GetInt32(), tried.GetProperty("looked").GetInt32(), tried.GetProperty("complete").GetBoolean()));
        Assert.Equal(10, tried.GetProperty("examples").GetArrayLength());
        Assert.All(tried.GetProperty("examples").EnumerateArray(), example => Assert.Equal("quiet", example.GetProperty("service").GetString()));
        Assert.Equal(0, (await host.SendAsync(HttpStatusCode.OK, "GET", "/v1/silences")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task The_matrix_shows_the_services_there_are_under_a_draft()
    {
        await host.SendAsync(HttpStatusCode.Created, "PUT", "/v1/channels/ops", """{"type":"telegram","telegram":{"chatId":"1"}}""");
        await host.SendAsync(HttpStatusCode.Accepted, "POST", "/v1/events", """[{"level":"info","message":"a","service":"one"},{"level":"info","message":"b","service":"one"},{"level":"info","message":"c","service":"два"}]""");
        var matrix = await host.SendAsync(HttpStatusCode.OK, "POST", "/v1/routing/matrix", """{"routing":{"routes":[{"name":"r","match":["service=два","level>=error"],"channels":["ops"]}]}}""");
        Assert.Equal(["one", "два"], matrix.GetProperty("services").EnumerateArray().Select(service => service.GetString()).Where(service => service != "notilog"));
        var told = matrix.GetProperty("cells").EnumerateArray().Where(cell => cell.GetProperty("channels").GetArrayLength() > 0);
        Assert.Equal(["два error", "два critical"], told.Select(cell => $"{cell.GetProperty("service")} {cell.GetProperty("level")}"));
        var faulty = await host.SendAsync(HttpStatusCode.BadRequest, "POST", "/v1/routing/matrix", """{"routing":{"routes":[{"name":"r","match":["hosts=1"],"channels":["gone"]}]}}""");
        Assert.Equal(["routing.routes[0].channels[0]", "routing.routes[0].match[0]"], FieldsOf(faulty));
    }

    [Fact]
    public async Task A_credential_can_ask_who_it_is()
    {
        var owner = await host.SendAsync(HttpStatusCode.OK, "GET", "/v1/me");
        Assert.Equal(("owner", "owner", "admin"), (owner.GetProperty("kind").GetString(), owner.GetProperty("name").GetString(), owner.GetProperty("role").GetString()));
        var token = await host.SendAsync(HttpStatusCode.Created, "POST", "/v1/tokens", """{"name":"ночь","role":"reader"}""");
        var reader = await host.SendAsync(HttpStatusCode.OK, "GET", "/v1/me", credential: token.GetProperty("secret").GetString());
        Assert.Equal(("token", "ночь", "reader"), (reader.GetProperty("kind").GetString(), reader.GetProperty("name").GetString(), reader.GetProperty("role").GetString()));
    }

    private static IEnumerable<string> FieldsOf(JsonElement problem) =>
        problem.GetProperty("errors").EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal);
}
