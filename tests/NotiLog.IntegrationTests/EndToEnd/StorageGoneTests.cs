using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NotiLog.IntegrationTests.Parts;
using Xunit.Abstractions;

namespace NotiLog.IntegrationTests.EndToEnd;

[Collection(CrashCollection.Name)]
public sealed class StorageGoneTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly Azurite azurite = new();

    public Task InitializeAsync() => azurite.InitializeAsync();

    public Task DisposeAsync() => azurite.DisposeAsync();

    [Fact]
    public async Task Without_storage_calls_get_a_503_and_everything_goes_on_when_it_is_back()
    {
        await using var telegram = await TelegramStandIn.StartAsync();
        var settings = new Dictionary<string, string>
        {
            ["Telegram:BotToken"] = TelegramStandIn.Token,
            ["Telegram:ApiBaseUrl"] = telegram.Url,
            ["Site:BaseUrl"] = Agreement.SiteUrl,
            ["Delivery:InitialBackoff"] = "3s",
        };
        await using var app = await App.StartAsync(settings, azurite.ConnectionString);
        await app.PutAsync("/api/v1/channels/chat", new { type = "telegram", telegram = new { chatId = "1" } });
        await app.RouteAsync(new { name = "all", match = Array.Empty<string>(), channels = new[] { "chat" } });
        telegram.Answer(TelegramAnswer.BadGateway, TelegramAnswer.BadGateway, TelegramAnswer.BadGateway);
        var ids = new List<Guid>();
        for (var n = 0; n < 3; n++)
            ids.AddRange(await app.IngestAsync(new { level = "error", message = $"before {n}" }));
        await Eventually.HoldsAsync(async () => (await app.AllAsync("/api/v1/deliveries?status=retrying")).Count == 3, () => "the deliveries do not wait");

        await azurite.TerminateAsync();
        var repeated = new { id = "repeated", time = Calls.Now, level = "error", message = "while it was gone" };
        var since = Stopwatch.StartNew();
        await AssertUnavailableAsync(await app.Http.PostAsJsonAsync(Calls.Events, repeated));
        output.WriteLine($"503 after {since.Elapsed.TotalSeconds:0.0} s");
        foreach (var path in (string[])[Calls.Events, $"{Calls.Events}/{ids[0]}", $"{Calls.Events}/histogram", "/api/v1/notifications", "/api/v1/deliveries", "/api/v1/channels", "/api/v1/routing", "/api/v1/tokens", "/api/v1/overview"])
            await AssertUnavailableAsync(await app.Http.GetAsync(path));
        var ready = await app.Http.GetAsync("/api/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("unavailable", Calls.Text(await ready.Content.ReadFromJsonAsync<JsonElement>(), "status"));
        Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync("/api/health")).StatusCode);

        await azurite.StartAgainAsync();
        HttpResponseMessage? answer = null;
        await Eventually.HoldsAsync(async () => (answer = await app.Http.PostAsJsonAsync(Calls.Events, repeated)).StatusCode == HttpStatusCode.Accepted, () => $"still {answer?.StatusCode}");
        ids.AddRange(Calls.IdsOf(await answer!.Content.ReadFromJsonAsync<JsonElement>()));
        await Agreement.AssertStoredOnceAsync(app, ids);
        var all = await app.DeliveredAsync(4, deadline: TimeSpan.FromSeconds(90));
        Assert.Equal(4, all.Count);
        Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync("/api/health/ready")).StatusCode);
    }

    private static async Task AssertUnavailableAsync(HttpResponseMessage answer)
    {
        await BadInputTests.AssertRefusedAsync(answer, 503);
        Assert.NotNull(answer.Headers.RetryAfter);
    }
}
