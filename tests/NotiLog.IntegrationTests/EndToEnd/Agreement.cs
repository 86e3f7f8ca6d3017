using System.Text.Json;
using NotiLog.IntegrationTests.Parts;

namespace NotiLog.IntegrationTests.EndToEnd;

/// <summary>Compares what was acknowledged with what is stored and what was told.</summary>
internal static class Agreement
{
    /// <summary>So that every Telegram message names its notification.</summary>
    public const string SiteUrl = "http://notilog.example";

    public static async Task AssertStoredOnceAsync(App app, IReadOnlyCollection<Guid> acknowledged)
    {
        var listed = (await app.AllAsync($"{Calls.Events}?kind=log&limit=1000")).ConvertAll(e => e.GetProperty("eventId").GetGuid());
        Assert.Equal(listed.Count, listed.Distinct().Count());
        Assert.Equal(acknowledged.Order(), listed.Order());
        Assert.Equal(acknowledged.Count, await CountAsync(app));
    }

    /// <summary>Waits until everything is told; answers how often messages went out twice, which only those that a kill met may.</summary>
    public static async Task<int> AssertToldOnceAsync(App app, TelegramStandIn telegram, IReadOnlyCollection<Guid> acknowledged)
    {
        List<JsonElement> notifications = [];
        await Eventually.HoldsAsync(
            async () => CountIn(notifications = await app.AllAsync("/api/v1/notifications?limit=1000")) >= acknowledged.Count && notifications.TrueForAll(IsDelivered),
            () => $"{CountIn(notifications)} of {acknowledged.Count} told; open: {string.Join("; ", notifications.Where(n => !IsDelivered(n)).Take(3))}",
            TimeSpan.FromSeconds(60));
        var told = new List<Guid>();
        foreach (var notification in notifications)
            told.AddRange((await app.AllAsync($"/api/v1/notifications/{notification.GetProperty("id").GetGuid()}/events?limit=1000")).ConvertAll(e => e.GetProperty("eventId").GetGuid()));
        Assert.Equal(acknowledged.Order(), told.Order());

        var twice = 0;
        var calls = telegram.Received.Where(call => call.Method == "sendMessage").CountBy(call => NotificationOf(call.Text)).ToDictionary();
        foreach (var notification in notifications)
        {
            var sent = calls.GetValueOrDefault(notification.GetProperty("id").GetGuid());
            var attempts = notification.GetProperty("deliveries")[0].GetProperty("attempts").GetInt32();
            Assert.InRange(sent, 1, attempts);
            twice += sent - 1;
        }

        Assert.Equal(notifications.Count, calls.Count);
        return twice;
    }

    private static async Task<int> CountAsync(App app)
    {
        var now = TimeProvider.System.GetUtcNow();
        var range = $"from={Uri.EscapeDataString(now.AddHours(-2).ToString("O"))}&to={Uri.EscapeDataString(now.AddHours(2).ToString("O"))}";
        var histogram = await app.GetAsync($"{Calls.Events}/histogram?kind=log&{range}");
        Assert.True(histogram.GetProperty("complete").GetBoolean());
        return histogram.GetProperty("buckets").EnumerateArray().Sum(b => b.GetProperty("counts").EnumerateObject().Sum(c => c.Value.GetInt32()));
    }

    private static int CountIn(List<JsonElement> notifications) => notifications.Sum(n => n.GetProperty("count").GetInt32());

    private static bool IsDelivered(JsonElement notification) =>
        notification.GetProperty("deliveries") is var deliveries && deliveries.GetArrayLength() == 1 && Calls.Text(deliveries[0], "status") == "delivered";

    public static Guid NotificationOf(string text)
    {
        const string Path = $"{SiteUrl}/notifications/";
        return Guid.Parse(text.AsSpan(text.IndexOf(Path, StringComparison.Ordinal) + Path.Length, 36));
    }
}
