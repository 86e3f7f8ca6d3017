using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using NotiLog.IntegrationTests.Parts;
using Xunit.Abstractions;

namespace NotiLog.IntegrationTests.EndToEnd;

[Collection(CrashCollection.Name)]
public sealed class DeliveryCrashTests(ITestOutputHelper output)
{
    private const int Messages = 40;
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task What_hung_in_every_provider_at_a_kill_is_delivered_after_the_start()
    {
        await using var providers = await Providers.StartAsync();
        await using var app = await StartAsync(providers);
        providers.Telegram.Answer(TelegramAnswer.Silence);
        var port = providers.Mail.Port;
        await providers.Mail.DisposeAsync();
        providers.Kafka.Stop();
        using (var silent = new TcpListener(IPAddress.Loopback, port))
        {
            silent.Start();
            await app.IngestAsync(new { level = "error", message = "hanging", service = "told-hanging" });
            using var mail = await silent.AcceptSocketAsync();
            await providers.Telegram.NextAsync();
            await Eventually.HoldsAsync(async () => (await app.AllAsync("/api/v1/deliveries?status=sending")).Count == 4, () => "not all four are being sent");
            await app.KillAsync();
        }

        await using var back = await SmtpServer.StartAsync($"notilog:{Providers.MailPassword}", port: port);
        providers.Kafka.Start();
        var since = Stopwatch.StartNew();
        await app.StartAgainAsync();
        var all = await app.DeliveredAsync(4, deadline: Seconds);
        Assert.All(all, delivery => Assert.Equal(2, delivery.GetProperty("attempts").GetInt32()));
        output.WriteLine($"4 deliveries, all in flight at the kill, were delivered {since.Elapsed.TotalSeconds:0.0} s after the start of the next process");
    }

    [Fact]
    public async Task Kills_between_slow_deliveries_lose_and_repeat_nothing_else()
    {
        await using var providers = await Providers.StartAsync();
        await using var app = await StartAsync(providers, ("Site:BaseUrl", Agreement.SiteUrl));
        await app.RouteAsync(new { name = "told", match = Array.Empty<string>(), channels = new[] { "chat" }, groupBy = new[] { "service" } });
        var ids = new List<Guid>();
        for (var round = 0; round < 3; round++)
        {
            var before = providers.Telegram.Received.Count;
            for (var n = 0; n < Messages; n++)
                ids.AddRange(await app.IngestAsync(new { level = "error", message = $"{round} {n}", service = $"{round}-{n}" }));
            var moment = before + Random.Shared.Next(1, 10);
            await Eventually.HoldsAsync(() => providers.Telegram.Received.Count >= moment, () => "nothing is sent");
            await app.KillAsync();
            await app.StartAgainAsync();
        }

        var twice = await Agreement.AssertToldOnceAsync(app, providers.Telegram, ids);
        output.WriteLine($"3 kills during {ids.Count} deliveries: all delivered, {twice} of them twice (in flight at a kill)");
    }

    [Fact]
    public async Task Providers_that_are_gone_hold_up_nothing_and_get_everything_when_they_are_back()
    {
        await using var providers = await Providers.StartAsync();
        await using var app = await StartAsync(providers, ("Delivery:InitialBackoff", "1s"), ("Delivery:MaxBackoff", "2s"), ("Delivery:MaxAttempts", "100"));
        await AssertReadyAsync(app, "ok");
        var with = await IngestAsync(app, "told-before");
        await app.DeliveredAsync(4 * Messages);
        await providers.GoAsync();
        var without = await IngestAsync(app, "told-meanwhile");
        await Eventually.HoldsAsync(async () => (await app.AllAsync("/api/v1/deliveries?status=retrying&limit=1000")).Count >= 3 * Messages, () => "deliveries do not wait");
        await AssertReadyAsync(app, "failed");

        await providers.ComeBackAsync();
        var since = Stopwatch.StartNew();
        var all = await app.DeliveredAsync(8 * Messages, deadline: TimeSpan.FromSeconds(60));
        Assert.Equal(8 * Messages, all.Count);
        await AssertReadyAsync(app, "ok");
        output.WriteLine($"providers gone: {Messages} events in {without:0.0} ms each ({with:0.0} ms before); their {all.Count / 2} deliveries arrived {since.Elapsed.TotalSeconds:0.0} s after they came back, in up to {all.Max(d => d.GetProperty("attempts").GetInt32())} attempts");
    }

    private static async Task<App> StartAsync(Providers providers, params (string Key, string Value)[] more)
    {
        var settings = providers.Settings;
        foreach (var (key, value) in more)
            settings[key] = value;
        var app = await App.StartAsync(settings);
        await app.PutChannelsAsync();
        await app.RouteAsync(new { name = "told", match = new[] { "service=~\"told-.*\"" }, channels = new[] { "chat", "mail", "topic" }, groupBy = new[] { "service" }, groupInterval = "1s" });
        return app;
    }

    /// <summary>Milliseconds per event, one after the other.</summary>
    private static async Task<double> IngestAsync(App app, string service)
    {
        var since = Stopwatch.StartNew();
        for (var n = 0; n < Messages; n++)
            await app.IngestAsync(new { level = "error", message = $"message {n}", service = $"{service}-{n}" });
        return since.Elapsed.TotalMilliseconds / Messages;
    }

    /// <summary>Ready either way: a channel that does not answer holds up nobody.</summary>
    private static async Task AssertReadyAsync(App app, string state)
    {
        var ready = await app.GetAsync("/api/health/ready");
        Assert.Equal("ready", Calls.Text(ready, "status"));
        Assert.Equal(
            [$"email {state}", $"kafka {state}", "signalr ok", "storage ok", $"telegram {state}"],
            ready.GetProperty("dependencies").EnumerateArray().Select(d => $"{Calls.Text(d, "name")} {Calls.Text(d, "state")}").Order());
    }
}
