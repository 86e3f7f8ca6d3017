using System.Net;
using System.Text.Json;
using NotiLog.IntegrationTests.OpenApi;

namespace NotiLog.IntegrationTests.EndToEnd;

public sealed class BulkTriageTests : IAsyncLifetime
{
    private DescribedHost host = null!;

    public async Task InitializeAsync() => host = await DescribedHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task All_that_a_filter_finds_are_changed_page_by_page_and_nothing_else()
    {
        await SendAsync(1200, "payments");
        await SendAsync(3, "orders");
        var (matched, changed, pages) = (0, 0, 0);
        for (string? cursor = null; pages == 0 || cursor is not null; pages++)
        {
            var answer = await TriageAsync(new { status = "acknowledged", note = "ночная смена", filter = new { service = "payments", status = "open" }, cursor });
            matched += answer.GetProperty("matched").GetInt32();
            changed += answer.GetProperty("changed").GetInt32();
            cursor = answer.GetProperty("nextCursor").GetString();
        }

        Assert.Equal((1200, 1200, 3), (matched, changed, pages));
        Assert.Equal(3, await CountAsync("open"));
        var told = await host.SendAsync(HttpStatusCode.OK, "GET", $"/v1/events/{await AnyAsync("acknowledged")}");
        Assert.Equal("ночная смена", told.GetProperty("triage")[0].GetProperty("note").GetString());
    }

    [Fact]
    public async Task Named_events_are_changed_once_and_what_has_the_status_stays_as_it_is()
    {
        var ids = await SendAsync(3, "payments");
        var gone = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        var first = await TriageAsync(new { status = "closed", eventIds = (string[])[ids[0], ids[1], ids[1], gone.ToString()] });
        Assert.Equal((2, 2), (first.GetProperty("matched").GetInt32(), first.GetProperty("changed").GetInt32()));
        var again = await TriageAsync(new { status = "closed", eventIds = ids });
        Assert.Equal((3, 1), (again.GetProperty("matched").GetInt32(), again.GetProperty("changed").GetInt32()));
        var once = await host.SendAsync(HttpStatusCode.OK, "GET", $"/v1/events/{ids[0]}");
        Assert.Equal(1, once.GetProperty("triage").GetArrayLength());
    }

    [Theory]
    [InlineData("""{"status":"closed"}""", "eventIds")]
    [InlineData("""{"status":"closed","eventIds":["019ab000-0000-7000-8000-000000000002"],"filter":{}}""", "eventIds")]
    [InlineData("""{"status":"closed","eventIds":["x"]}""", "eventIds[0]")]
    [InlineData("""{"status":"done","filter":{}}""", "status")]
    [InlineData("""{"status":"open","filter":{"level":"loud"}}""", "filter.level")]
    [InlineData("""{"status":"open","filter":{"from":"yesterday"}}""", "filter.from")]
    [InlineData("""{"status":"open","filter":{},"cursor":"zzz"}""", "cursor")]
    public async Task Faults_are_named(string body, string field)
    {
        var problem = await host.SendAsync(HttpStatusCode.BadRequest, "POST", "/v1/events/triage", body);
        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(fault => fault.Name));
    }

    private async Task<string[]> SendAsync(int count, string service)
    {
        var events = Enumerable.Range(0, count).Select(i => new { level = "error", message = $"n {i}", service });
        var answer = await host.SendAsync(HttpStatusCode.Accepted, "POST", "/v1/events", JsonSerializer.Serialize(events));
        return [.. answer.GetProperty("ids").EnumerateArray().Select(id => id.GetString()!)];
    }

    private Task<JsonElement> TriageAsync<T>(T body) => host.SendAsync(HttpStatusCode.OK, "POST", "/v1/events/triage", JsonSerializer.Serialize(body));

    private async Task<int> CountAsync(string status) =>
        (await host.SendAsync(HttpStatusCode.OK, "GET", $"/v1/events?limit=1000&status={status}")).GetProperty("items").GetArrayLength();

    private async Task<string> AnyAsync(string status) =>
        (await host.SendAsync(HttpStatusCode.OK, "GET", $"/v1/events?limit=1&status={status}")).GetProperty("items")[0].GetProperty("eventId").GetString()!;
}
