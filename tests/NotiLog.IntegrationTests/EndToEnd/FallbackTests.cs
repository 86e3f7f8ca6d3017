using System.Diagnostics;
using System.Net;
using System.Text.Json;
using NotiLog.IntegrationTests.Parts;
using Xunit.Abstractions;

namespace NotiLog.IntegrationTests.EndToEnd;

[Collection(CrashCollection.Name)]
public sealed class FallbackTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Mail_takes_over_from_a_chat_that_refuses_and_the_chat_can_be_tried_again()
    {
        await using var providers = await Providers.StartAsync();
        await using var app = await StartAsync(providers);
        providers.Telegram.Answer(TelegramAnswer.Refuse(403, "Forbidden: bot was kicked from the group chat"));
        var since = Stopwatch.StartNew();
        await app.IngestAsync(new { level = "error", message = "payment 4711 failed", service = "payments" });
        var mail = await providers.Mail.NextAsync();
        output.WriteLine($"the mail came {since.Elapsed.TotalMilliseconds:0} ms after the event");

        var (chat, spare) = await SettledAsync(app, "superseded");
        Assert.Contains("payment 4711 failed", mail.Text, StringComparison.Ordinal);
        Assert.Equal(["mail", "Forbidden: bot was kicked from the group chat"], ((string[])["takenOverBy", "error"]).Select(name => Calls.Text(chat, name)));
        Assert.Equal(("chat", chat.GetProperty("takenOverIn")[0].GetString()), (Calls.Text(spare, "fallbackOf"), Calls.Text(spare, "id")));

        using var retried = await app.Http.PostAsync($"/api/v1/deliveries/{Calls.Text(chat, "id")}/retry", null);
        Assert.Equal(HttpStatusCode.Accepted, retried.StatusCode);
        var retry = JsonElement.Parse(await retried.Content.ReadAsStringAsync());
        await Eventually.HoldsAsync(
            async () => (await app.AllAsync("/api/v1/deliveries?status=delivered&channel=chat")).Any(each => Calls.Text(each, "id") == Calls.Text(retry, "id")),
            () => "the retry does not arrive");
        Assert.Equal(2, providers.Telegram.Received.Count(call => call.Method == "sendMessage"));
        Assert.Single(providers.Mail.Received);
    }

    [Fact]
    public async Task Mail_takes_over_in_time_from_a_chat_that_puts_us_off_also_after_a_kill()
    {
        await using var providers = await Providers.StartAsync();
        await using var app = await StartAsync(providers, ("Delivery:FallbackAfter", "3s"));
        providers.Telegram.Answer(TelegramAnswer.TooMany(3600));
        await app.IngestAsync(new { level = "error", message = "slow", service = "payments" });
        await Eventually.HoldsAsync(async () => (await app.AllAsync("/api/v1/deliveries?status=retrying")).Count == 1, () => "the chat is not tried");
        await app.KillAsync();
        await app.StartAgainAsync();

        await providers.Mail.NextAsync();
        await SettledAsync(app, "superseded");
        Assert.Single(providers.Telegram.Received, call => call.Method == "sendMessage");
    }

    [Fact]
    public async Task All_failed_deliveries_are_tried_again_over_a_kill()
    {
        const int Count = 60;
        await using var providers = await Providers.StartAsync();
        await using var app = await StartAsync(providers);
        await app.PutAsync("/api/v1/channels/chat", new { type = "telegram", telegram = new { chatId = "1001" } });
        providers.Telegram.Answer([.. Enumerable.Repeat(TelegramAnswer.Refuse(401, "Unauthorized"), Count)]);
        for (var n = 0; n < Count; n++)
            await app.IngestAsync(new { level = "error", message = $"{n}", service = $"payments-{n}" });
        await Eventually.HoldsAsync(async () => (await app.AllAsync("/api/v1/deliveries?status=failed")).Count == Count, () => "not all have failed");

        var matched = await app.PostAsync("/api/v1/deliveries/retry", new { status = "failed", channel = "chat" });
        await app.KillAsync();
        await app.StartAgainAsync();

        Assert.Equal(Count, matched.GetProperty("matched").GetInt32());
        List<JsonElement> delivered = [];
        await Eventually.HoldsAsync(
            async () => (delivered = await app.AllAsync("/api/v1/deliveries?status=delivered&channel=chat")).Count >= Count,
            () => $"only {delivered.Count} are delivered");
        Assert.All(delivered, each => Assert.NotNull(Calls.Text(each, "retryOf")));
        Assert.Equal(Count, delivered.Count);
        Assert.Equal(0, (await app.PostAsync("/api/v1/deliveries/retry", new { status = "failed" })).GetProperty("matched").GetInt32());
    }

    /// <summary>The deliveries of the only event through the chat and, delivered, by mail.</summary>
    private static async Task<(JsonElement Chat, JsonElement Mail)> SettledAsync(App app, string status)
    {
        List<JsonElement> all = [];
        await Eventually.HoldsAsync(
            async () => (all = await app.AllAsync("/api/v1/deliveries")).Any(each => Calls.Text(each, "channel") == "chat" && Calls.Text(each, "status") == status),
            () => $"the deliveries are {string.Join(", ", all)}");
        var mail = Assert.Single(all, each => Calls.Text(each, "channel") == "mail");
        Assert.Equal("delivered", Calls.Text(mail, "status"));
        return (all.Single(each => Calls.Text(each, "channel") == "chat"), mail);
    }

    private static async Task<App> StartAsync(Providers providers, params (string Key, string Value)[] more)
    {
        var settings = providers.Settings;
        foreach (var (key, value) in more)
            settings[key] = value;
        var app = await App.StartAsync(settings);
        await app.PutAsync("/api/v1/channels/mail", new { type = "email", email = new { to = new[] { "ops@example.org" } } });
        await app.PutAsync("/api/v1/channels/chat", new { type = "telegram", telegram = new { chatId = "-1001" }, fallback = "mail" });
        await app.RouteAsync(new { name = "told", match = new[] { "level>=error" }, channels = new[] { "chat" }, groupBy = new[] { "service" } });
        return app;
    }
}
