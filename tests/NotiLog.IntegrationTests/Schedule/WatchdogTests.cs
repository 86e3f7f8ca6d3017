using System.Text.RegularExpressions;
using NotiLog.IntegrationTests.EndToEnd;
using NotiLog.IntegrationTests.Parts;

namespace NotiLog.IntegrationTests.Schedule;

[Collection(CrashCollection.Name)]
public sealed class WatchdogTests
{
    [Fact]
    public async Task The_watchdog_is_pinged_after_each_pass_and_a_hanging_one_stops_nothing()
    {
        await using var watchdog = await WatchdogStandIn.StartAsync();
        await using var telegram = await TelegramStandIn.StartAsync();
        await using var app = await App.StartAsync(new Dictionary<string, string>
        {
            ["Watchdog:PingUrl"] = watchdog.PingUrl,
            ["Telegram:BotToken"] = TelegramStandIn.Token,
            ["Telegram:ApiBaseUrl"] = telegram.Url,
            ["Delivery:InitialBackoff"] = "1s",
        });
        await app.PutAsync("/api/v1/channels/chat", new { type = "telegram", telegram = new { chatId = "-1001" } });
        await app.RouteAsync(new { name = "all", match = Array.Empty<string>(), channels = new[] { "chat" } });
        await Eventually.HoldsAsync(() => watchdog.Received >= 3, () => "the watchdog is not pinged");

        watchdog.Hangs = true;
        telegram.Answer(TelegramAnswer.BadGateway, TelegramAnswer.BadGateway);
        await app.IngestAsync(new { level = "error", message = "first" });
        await Eventually.HoldsAsync(() => telegram.Received.Count >= 3, () => "the schedule stands still");
        await Eventually.HoldsAsync(() => Warnings(app) == 1, () => $"a hanging watchdog is not in the log: {app.Output}");

        (watchdog.Status, watchdog.Hangs) = (500, false);
        var before = watchdog.Received;
        await Eventually.HoldsAsync(() => watchdog.Received >= before + 3, () => "the watchdog is not pinged again");
        await app.KillAsync();
        Assert.Equal(1, watchdog.MostAtOnce);
        Assert.Equal(1, Warnings(app));
        Assert.DoesNotContain(WatchdogStandIn.Secret, app.Output + string.Concat(Directory.GetFiles(app.Data, "*.log", SearchOption.AllDirectories).Select(File.ReadAllText)));
    }

    private static int Warnings(App app) => Regex.Count(app.Output, "The watchdog at http://127.0.0.1:[0-9]+ cannot be told");
}
