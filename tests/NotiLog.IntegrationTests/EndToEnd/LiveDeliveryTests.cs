using NotiLog.IntegrationTests.Parts;

namespace NotiLog.IntegrationTests.EndToEnd;

/// <summary>Deliveries as those who watch see them settle.</summary>
[Collection(CrashCollection.Name)]
public sealed class LiveDeliveryTests
{
    [Fact]
    public async Task A_delivery_that_is_put_off_and_one_that_arrives_are_told()
    {
        await using var telegram = await TelegramStandIn.StartAsync();
        await using var app = await App.StartAsync(new Dictionary<string, string>
        {
            ["Telegram:BotToken"] = TelegramStandIn.Token,
            ["Telegram:ApiBaseUrl"] = telegram.Url,
            ["Delivery:InitialBackoff"] = "1s",
        });
        await app.PutAsync("/api/v1/channels/chat", new { type = "telegram", telegram = new { chatId = "1" } });
        await app.RouteAsync(new { name = "all", match = new[] { "kind=log" }, channels = new[] { "chat" } });
        await using var browser = await app.ConnectAsync("live", app.OwnerKey);
        telegram.Answer(TelegramAnswer.Refuse(502, "Bad Gateway"));

        await app.IngestAsync(new { level = "error", message = "payment failed" });

        var putOff = (await browser.Received.NextAsync(message => message.Target == "deliveryChanged")).Argument;
        var settled = (await browser.Received.NextAsync(message => message.Target == "deliveryChanged" && Calls.Text(message.Argument, "status") != "retrying")).Argument;
        Assert.Equal(("retrying", 1), (Calls.Text(putOff, "status"), putOff.GetProperty("attempts").GetInt32()));
        Assert.Equal(("delivered", "chat", 2), (Calls.Text(settled, "status"), Calls.Text(settled, "channel"), settled.GetProperty("attempts").GetInt32()));
        var listed = Assert.Single(await app.AllAsync("/api/v1/deliveries"));
        Assert.Equal(Calls.Text(listed, "id"), Calls.Text(settled, "id"));
        Assert.Equal(Calls.Text(listed, "notificationId"), Calls.Text(settled, "notificationId"));
    }
}
