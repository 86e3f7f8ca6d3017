using System.Text;
using System.Text.Json;
using NotiLog.IntegrationTests.Parts;

namespace NotiLog.IntegrationTests.EndToEnd;

/// <summary>From the event to the people, on one engine.</summary>
public abstract class MainPath(Installation installation)
{
    private App App => installation.App;

    private Providers Providers => installation.Providers;

    [Fact]
    public async Task An_event_reaches_telegram_mail_and_kafka()
    {
        var service = $"told-{Guid.NewGuid():N}";
        object sent = new { time = Calls.Now, level = "error", message = "payment 4711 failed", service, host = "web-1" };
        var eventId = (await App.IngestAsync(sent))[0];

        var call = await Providers.Telegram.NextAsync(call => call.Text.Contains(service));
        Assert.Equal("sendMessage", call.Method);
        Assert.Equal("1001", call.ChatId);
        Assert.Equal("HTML", call.Body.GetProperty("parse_mode").GetString());
        Assert.All(["ERROR", service, "web-1", "payment 4711 failed", "UTC"], part => Assert.Contains(part, call.Text, StringComparison.OrdinalIgnoreCase));

        var notification = Assert.Single(await App.AllAsync($"/api/v1/notifications?route=told&limit=1000"), n => GroupOf(n) == service);
        var id = notification.GetProperty("id").GetGuid();
        await AssertMailsAsync(service, id);
        await AssertRecordAsync(service, id, eventId);

        notification = await ToldAsync(id);
        Assert.Equal(1, notification.GetProperty("count").GetInt32());
        Assert.Equal("error", Calls.Text(notification, "level"));
        Assert.Equal([eventId], notification.GetProperty("eventIds").EnumerateArray().Select(e => e.GetGuid()));
        Assert.Equal(
            ["chat 1001", "mail dev@example.org", "mail ops@example.org", "topic alerts"],
            notification.GetProperty("deliveries").EnumerateArray().Select(d => $"{Calls.Text(d, "channel")} {Calls.Text(d, "recipient")}").Order());
        var events = await App.GetAsync($"/api/v1/notifications/{id}/events");
        Assert.Equal(eventId, Assert.Single(events.GetProperty("items").EnumerateArray()).GetProperty("eventId").GetGuid());
        Assert.Contains(await App.AllAsync("/api/v1/deliveries?channel=chat&status=delivered&limit=1000"), d => d.GetProperty("notificationId").GetGuid() == id);
        await AssertTestRendersAsync(sent, service, call.Text);
    }

    [Fact]
    public async Task A_channel_test_is_marked_and_says_what_the_provider_said()
    {
        foreach (var channel in (string[])["chat", "mail", "topic"])
        {
            var answer = await App.PostAsync($"/api/v1/channels/{channel}/test", new { });
            Assert.True(answer.GetProperty("delivered").GetBoolean(), answer.ToString());
            Assert.All(answer.GetProperty("results").EnumerateArray(), result => Assert.NotNull(Calls.Text(result, "providerId")));
        }

        Assert.Contains("🧪", (await Providers.Telegram.NextAsync(call => call.Text.Contains("test message"))).Text);
        Assert.StartsWith("[TEST] ", (await Providers.Mail.NextAsync(mail => mail.Subject.Contains("test message"))).Subject);
        var record = await Providers.Kafka.NextAsync("alerts", record => record.Message.Headers.TryGetLastBytes("notilog-test", out _));
        Assert.True(JsonDocument.Parse(record.Message.Value).RootElement.GetProperty("test").GetBoolean());
    }

    [Fact]
    public async Task Text_of_every_script_is_shown_intact_everywhere()
    {
        const string Label = "../„Платежи“ 💳 <b>&amp;'\"`\u202e%";
        var service = $"told-{Guid.NewGuid():N}";
        var message = $"Сбой оплаты 💥 עברית \u200fمرحبا\u200f <script>alert('x')</script> \"quotes\" & ../../etc/passwd {{0}} %s";
        object sent = new { level = "critical", message, service, host = Label, stackTrace = "at <main>\n\tв строке 1", context = new { ключ = Label } };
        var eventId = (await App.IngestAsync(sent))[0];

        var stored = await App.GetAsync($"{Calls.Events}/{eventId}");
        Assert.Equal(message, Calls.Text(stored, "message"));
        Assert.Equal(Label, Calls.Text(stored, "host"));
        Assert.Equal(Label, stored.GetProperty("context").GetProperty("ключ").GetString());
        Assert.Single(await App.AllAsync($"{Calls.Events}?host={Uri.EscapeDataString(Label)}&service={service}"));

        var call = await Providers.Telegram.NextAsync(call => call.Text.Contains(service));
        Assert.Equal(message, Shown(call.Text, "pre"));
        var mail = await Providers.Mail.NextAsync(mail => mail.Subject.Contains(service));
        Assert.Contains(message, Plain(mail.Text), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", mail.Html, StringComparison.Ordinal);
        Assert.Contains(message, Plain(System.Net.WebUtility.HtmlDecode(mail.Html)), StringComparison.Ordinal);
        var record = await Providers.Kafka.NextAsync("alerts", record => record.Message.Key.Contains(service));
        var told = JsonDocument.Parse(record.Message.Value).RootElement.GetProperty("events")[0];
        Assert.Equal(message, Calls.Text(told, "message"));
        Assert.Equal(Label, Calls.Text(told, "host"));
    }

    [Fact]
    public async Task A_message_of_100_000_characters_is_stored_whole_and_told()
    {
        var service = $"told-{Guid.NewGuid():N}";
        var message = string.Concat(Enumerable.Repeat("длинно😀\n", 12_500));
        var eventId = (await App.IngestAsync(new { level = "error", message, service }))[0];
        Assert.Equal(message, Calls.Text(await App.GetAsync($"{Calls.Events}/{eventId}"), "message"));
        var call = await Providers.Telegram.NextAsync(call => call.Text.Contains(service));
        Assert.InRange(System.Net.WebUtility.HtmlDecode(call.Text).Length, 3000, 4300);
        var mail = await Providers.Mail.NextAsync(mail => mail.Subject.Contains(service));
        Assert.Contains(message, mail.Text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        var record = await Providers.Kafka.NextAsync("alerts", record => record.Message.Key.Contains(service));
        Assert.Equal(message, Calls.Text(JsonDocument.Parse(record.Message.Value).RootElement.GetProperty("events")[0], "message"));
    }

    private static string? GroupOf(JsonElement notification) => Calls.Text(notification.GetProperty("groupKey"), "service");

    /// <summary>Without the marks that keep a line of another direction to itself.</summary>
    private static string Plain(string text) => text.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal);

    private static string Shown(string html, string tag)
    {
        var start = html.IndexOf($"<{tag}>", StringComparison.Ordinal) + tag.Length + 2;
        return Plain(System.Net.WebUtility.HtmlDecode(html[start..html.IndexOf($"</{tag}>", start, StringComparison.Ordinal)]));
    }

    private async Task<JsonElement> ToldAsync(Guid id)
    {
        JsonElement told = default;
        await Eventually.HoldsAsync(
            async () => (told = await App.GetAsync($"/api/v1/notifications/{id}")).GetProperty("deliveries").EnumerateArray()
                .All(d => Calls.Text(d, "status") == "delivered" && Calls.Text(d, "providerId") is not null && Calls.Text(d, "deliveredAt") is not null),
            () => told.ToString());
        return told;
    }

    private async Task AssertMailsAsync(string service, Guid id)
    {
        List<string> recipients = [];
        for (var i = 0; i < 2; i++)
        {
            var mail = await Providers.Mail.NextAsync(mail => mail.Subject.Contains(service));
            recipients.Add(Assert.Single(mail.To));
            Assert.Equal(Assert.Single(mail.To), Assert.Single(mail.Message.To.Mailboxes).Address);
            Assert.Equal($"[ERROR] {service}: payment 4711 failed", mail.Subject);
            Assert.Equal(id.ToString(), mail.Message.Headers["X-NotiLog-Notification"]);
            Assert.Contains("payment 4711 failed", mail.Text, StringComparison.Ordinal);
            Assert.Contains("payment 4711 failed", mail.Html, StringComparison.Ordinal);
        }

        Assert.Equal(["dev@example.org", "ops@example.org"], recipients.Order());
    }

    private async Task AssertRecordAsync(string service, Guid id, Guid eventId)
    {
        var record = await Providers.Kafka.NextAsync("alerts", record => record.Message.Key == $"told|{service}");
        Assert.Equal("application/json", Encoding.UTF8.GetString(record.Message.Headers.GetLastBytes("content-type")));
        var value = JsonDocument.Parse(record.Message.Value).RootElement;
        Assert.Equal(id, value.GetProperty("id").GetGuid());
        Assert.Equal("told", Calls.Text(value, "route"));
        Assert.Equal(service, GroupOf(value));
        Assert.Equal(1, value.GetProperty("count").GetInt32());
        Assert.Equal("error", Calls.Text(value, "level"));
        Assert.Equal(value.GetProperty("firstAt").GetDateTimeOffset(), value.GetProperty("lastAt").GetDateTimeOffset());
        Assert.Equal(eventId, value.GetProperty("events")[0].GetProperty("eventId").GetGuid());
    }

    private async Task AssertTestRendersAsync(object sent, string service, string text)
    {
        var tried = await App.PostAsync("/api/v1/routing/test", new { @event = sent });
        var match = Assert.Single(tried.GetProperty("matches").EnumerateArray());
        Assert.Equal("told", Calls.Text(match, "route"));
        Assert.Equal(service, GroupOf(match));
        Assert.Equal("matched", Calls.Text(tried.GetProperty("routes").EnumerateArray().First(route => Calls.Text(route, "route") == "told"), "outcome"));
        var rendered = tried.GetProperty("rendered");
        Assert.Equal(text, Calls.Text(rendered, "chat"));
        Assert.StartsWith($"[ERROR] {service}: payment 4711 failed", Calls.Text(rendered, "mail"));
        Assert.Contains("payment 4711 failed", Calls.Text(rendered, "topic"), StringComparison.Ordinal);
    }
}

[Collection(InstallationCollection.Name)]
public sealed class MainPathOnSqliteTests(SqliteInstallation installation) : MainPath(installation);

[Collection(AzuriteCollection.Name)]
public sealed class MainPathOnAzuriteTests(AzuriteInstallation installation) : MainPath(installation), IClassFixture<AzuriteInstallation>;
