using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using NotiLog.IntegrationTests.Parts;

namespace NotiLog.IntegrationTests.EndToEnd;

/// <summary>The API as its clients call it.</summary>
internal static class Calls
{
    public const string Events = "/api/v1/events";

    public static string Now => TimeProvider.System.GetUtcNow().UtcDateTime.ToString("O");

    public static async Task<JsonElement> GetAsync(this App app, string path) => await OkAsync(await app.Http.GetAsync(path));

    public static Task<JsonElement> PostAsync(this App app, string path, object body) => app.Http.SendAsync(HttpMethod.Post, path, body);

    public static Task<JsonElement> PutAsync(this App app, string path, object body) => app.Http.SendAsync(HttpMethod.Put, path, body);

    public static async Task<JsonElement> SendAsync(this HttpClient http, HttpMethod method, string path, object body) =>
        await OkAsync(await http.SendAsync(new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) }));

    /// <summary>The ids that a 202 lists.</summary>
    public static async Task<IReadOnlyList<Guid>> IngestAsync(this App app, params object[] events) => IdsOf(await app.PostAsync(Events, events));

    public static IReadOnlyList<Guid> IdsOf(JsonElement accepted) => [.. accepted.GetProperty("ids").EnumerateArray().Select(id => id.GetGuid())];

    /// <summary>Replaces the routing document by these routes.</summary>
    public static async Task RouteAsync(this App app, params object[] routes)
    {
        var current = await app.Http.GetAsync("/api/v1/routing");
        using var put = new HttpRequestMessage(HttpMethod.Put, "/api/v1/routing") { Content = JsonContent.Create(new { routes }) };
        put.Headers.IfMatch.Add(current.Headers.ETag!);
        await OkAsync(await app.Http.SendAsync(put));
    }

    /// <summary>Channels <c>chat</c>, <c>mail</c> and <c>topic</c>, one of each kind.</summary>
    public static async Task PutChannelsAsync(this App app)
    {
        await app.PutAsync("/api/v1/channels/chat", new { type = "telegram", telegram = new { chatId = "1001" } });
        await app.PutAsync("/api/v1/channels/mail", new { type = "email", email = new { to = new[] { "ops@example.org", "dev@example.org" } } });
        await app.PutAsync("/api/v1/channels/topic", new { type = "kafka", kafka = new { topic = "alerts" } });
    }

    /// <summary>Every item of a list, page by page.</summary>
    public static async Task<List<JsonElement>> AllAsync(this App app, string path)
    {
        var items = new List<JsonElement>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await app.GetAsync(cursor.Length == 0 ? path : $"{path}{(path.Contains('?') ? '&' : '?')}cursor={cursor}");
            items.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.GetProperty("nextCursor").GetString();
        }

        return items;
    }

    /// <summary>Waits until all deliveries of the list are delivered, and returns them.</summary>
    public static async Task<List<JsonElement>> DeliveredAsync(this App app, int count, string filter = "", TimeSpan? deadline = null)
    {
        List<JsonElement> all = [];
        await Eventually.HoldsAsync(
            async () => (all = await app.AllAsync($"/api/v1/deliveries?limit=1000{filter}")).Count >= count && all.TrueForAll(d => Text(d, "status") == "delivered"),
            () => $"{all.Count} deliveries of {count}: {string.Join("; ", all.Where(d => Text(d, "status") != "delivered").Take(5))}",
            deadline);
        return all;
    }

    public static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static StringContent Json(string body, string type = "application/json") => new(body, Encoding.UTF8, type);

    private static async Task<JsonElement> OkAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri}: {(int)answer.StatusCode} {text}");
            return answer.StatusCode == HttpStatusCode.NoContent ? default : JsonSerializer.Deserialize<JsonElement>(text);
        }
    }
}
