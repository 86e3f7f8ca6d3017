using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using NotiLog.IntegrationTests.Parts;

namespace NotiLog.IntegrationTests.EndToEnd;

/// <summary>What browsers see at once, over real connections.</summary>
[Collection(CrashCollection.Name)]
public sealed class LiveTests : IAsyncLifetime
{
    private App app = null!;

    public async Task InitializeAsync() => app = await App.StartAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task Events_arrive_in_dotnet(HttpTransportType transport)
    {
        await using var browser = await app.ConnectAsync("live", app.OwnerKey, transport);
        await AssertArrivesAsync(browser);
    }

    [Theory]
    [InlineData("WebSockets")]
    [InlineData("ServerSentEvents")]
    [InlineData("LongPolling")]
    public async Task Events_arrive_in_javascript(string transport)
    {
        await using var browser = await app.ConnectInJavaScriptAsync("live", app.OwnerKey, transport);
        await AssertArrivesAsync(browser);
        await browser.SendAsync("here");
        await browser.SendAsync("nonsense", 1, 2);
        await AssertArrivesAsync(browser);
    }

    [Fact]
    public async Task After_a_kill_clients_come_back_and_see_on()
    {
        await using var dotnet = await app.ConnectAsync("live", app.OwnerKey);
        await using var javascript = await app.ConnectInJavaScriptAsync("live", app.OwnerKey);
        await AssertArrivesAsync(dotnet);
        for (var kill = 0; kill < 2; kill++)
        {
            await app.KillAsync();
            await app.StartAgainAsync();
            await dotnet.ReconnectedAsync();
            await javascript.ReconnectedAsync();

            var id = await IngestAsync();

            await EventAsync(dotnet, id);
            await EventAsync(javascript, id);
        }
    }

    [Fact]
    public async Task A_burst_of_5000_events_is_a_few_messages_and_takes_no_longer()
    {
        await using var browser = await app.ConnectAsync("live", app.OwnerKey);
        var batch = Enumerable.Range(0, 100).Select(n => (object)new { level = "info", message = $"burst {n}", service = "burst" }).ToArray();
        for (var i = 0; i < 50; i++)
            await app.IngestAsync(batch);
        await EventAsync(browser, await IngestAsync());

        var messages = browser.Received.All.Where(message => message.Target == "events").ToList();

        Assert.InRange(messages.Count, 1, 60);
        Assert.All(messages, message => Assert.InRange(message.Argument.GetArrayLength(), 1, 200));
        Assert.Equal(5000, (await app.AllAsync($"{Calls.Events}?service=burst&limit=1000")).Count);
    }

    [Fact]
    public async Task Only_readers_and_above_may_watch()
    {
        var agent = await app.PostAsync("/api/v1/agents", new { name = "web-1" });
        var reader = await app.PostAsync("/api/v1/tokens", new { name = "screen", role = "reader" });
        Assert.Equal(HttpStatusCode.OK, await NegotiateAsync(Calls.Text(reader, "secret")));
        Assert.Equal(HttpStatusCode.Forbidden, await NegotiateAsync(Calls.Text(agent, "key")));
        Assert.Equal(HttpStatusCode.Unauthorized, await NegotiateAsync(null));
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.ConnectInJavaScriptAsync("live", "nlo_wrong"));
        await Assert.ThrowsAsync<HttpRequestException>(() => app.ConnectAsync("live", "nlo_wrong"));

    }

    private async Task<HttpStatusCode> NegotiateAsync(string? key)
    {
        using var http = app.Client(key);
        return (await http.PostAsync("/api/v1/hubs/live/negotiate?negotiateVersion=1", null)).StatusCode;
    }

    private async Task<Guid> IngestAsync() =>
        (await app.IngestAsync(new { level = "error", message = "сбой <b>4711</b>", service = "pay", host = "web-1", context = new { secret = "stays" } }))[0];

    private async Task AssertArrivesAsync(ILiveClient browser)
    {
        var shown = await EventAsync(browser, await IngestAsync());
        Assert.Equal("сбой <b>4711</b>", Calls.Text(shown, "message"));
        Assert.Equal(
            ["eventId", "time", "level", "service", "host", "source", "environment", "kind", "message"], shown.EnumerateObject().Select(member => member.Name));
    }

    /// <summary>The event, once a message holds it.</summary>
    private static async Task<JsonElement> EventAsync(ILiveClient browser, Guid id)
    {
        var message = await browser.Received.NextAsync(message => message.Target == "events" && Find(message.Argument, id) is not null);
        return Find(message.Argument, id)!.Value;
    }

    private static JsonElement? Find(JsonElement events, Guid id) =>
        events.EnumerateArray().Where(e => e.GetProperty("eventId").GetGuid() == id).Select(e => (JsonElement?)e).FirstOrDefault();
}
