using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using NotiLog.IntegrationTests.Parts;

namespace NotiLog.IntegrationTests.EndToEnd;

[Collection(CrashCollection.Name)]
public sealed class ExchangeTests
{
    [Fact]
    public async Task A_file_of_one_installation_makes_another_tell_the_same()
    {
        await using var telegram = await TelegramStandIn.StartAsync();
        var settings = new Dictionary<string, string> { ["Telegram:BotToken"] = TelegramStandIn.Token, ["Telegram:ApiBaseUrl"] = telegram.Url };
        await using var first = await App.StartAsync(settings);
        await first.PutAsync("/api/v1/channels/spare", new { type = "telegram", telegram = new { chatId = "@spare_channel" } });
        await first.PutAsync("/api/v1/channels/no", new { type = "telegram", telegram = new { chatId = "-100123" }, fallback = "spare", language = "ru" });
        await first.RouteAsync(new { name = "платежи: \"всё\"", match = new[] { "service=~\"pay.*\"", "level>=error" }, channels = new[] { "no" } });
        var yaml = await ExportAsync(first, "text/html;q=0.5, application/yaml");
        var json = await ExportAsync(first, "application/json");
        Assert.Contains("chatId: '-100123'", yaml);

        await using var second = await App.StartAsync(settings);
        var planned = await ImportAsync(second, yaml, "application/yaml", "");
        Assert.True(planned.GetProperty("dryRun").GetBoolean());
        Assert.Empty((await second.GetAsync("/api/v1/channels")).GetProperty("items").EnumerateArray());
        var done = await ImportAsync(second, yaml, "text/yaml; charset=utf-8", "?dryRun=false");
        Assert.Equal(["no", "spare"], done.GetProperty("channels").GetProperty("added").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal((yaml, json), (await ExportAsync(second, "application/x-yaml"), await ExportAsync(second, "*/*")));
        Assert.Equal(1, (await second.GetAsync("/api/v1/routing")).GetProperty("version").GetInt32());

        await second.IngestAsync(new { level = "error", message = "payment 4711 failed", service = "payments" });
        Assert.Equal("-100123", (await telegram.NextAsync(call => call.Method == "sendMessage")).ChatId);
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_with_its_place()
    {
        await using var app = await App.StartAsync();
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await PostAsync(app, "a: 1", "text/plain", "")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(app, "channels: []", "application/yaml", "?dryRun=yes")).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(app, new string('#', 5_000_000), "application/yaml", "")).StatusCode);
        var refused = await PostAsync(app, "channels:\n  - &a {name: x}\n  - *a\n", "application/yaml", "?dryRun=false");
        var errors = JsonElement.Parse(await refused.Content.ReadAsStringAsync()).GetProperty("errors");
        Assert.StartsWith("line 2, position 5: anchors", errors.GetProperty("body")[0].GetString());
        refused = await PostAsync(app, "channels:\n  - name: ops\n    type: telegram\n    telegram: {chatId: 12:30}\n    enabled: no\n", "application/yaml", "?dryRun=false");
        errors = JsonElement.Parse(await refused.Content.ReadAsStringAsync()).GetProperty("errors");
        Assert.Equal(["channels[0].enabled", "channels[0].telegram.chatId", "channels[0].type"], errors.EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
    }

    private static async Task<string> ExportAsync(App app, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/export");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var answer = await app.Http.SendAsync(request);
        Assert.Equal((HttpStatusCode.OK, accept.Contains("yaml", StringComparison.Ordinal) ? "application/yaml" : "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<JsonElement> ImportAsync(App app, string body, string type, string query)
    {
        using var answer = await PostAsync(app, body, type, query);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return JsonElement.Parse(text);
    }

    private static Task<HttpResponseMessage> PostAsync(App app, string body, string type, string query) =>
        app.Http.PostAsync($"/api/v1/import{query}", new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } });
}
