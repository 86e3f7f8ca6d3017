using NotiLog.IntegrationTests.Parts;

namespace NotiLog.IntegrationTests.EndToEnd.Storms;

/// <param name="Id">The sender's.</param>
internal sealed record StormEvent(string Id, string Service, string Level)
{
    public bool IsAtLeast(string level) => Array.IndexOf(StormRoutes.Levels, Level) >= Array.IndexOf(StormRoutes.Levels, level);
}

/// <param name="Holds">The same as its matchers, in other words.</param>
/// <param name="Told">Channel and recipient of each delivery that a notification of it has.</param>
internal sealed record StormRoute(string Name, Func<StormEvent, bool> Holds, params (string Channel, string Recipient)[] Told);

/// <summary>What the storm's events are routed by, and what is expected of it.</summary>
internal static class StormRoutes
{
    public const string StreamTopic = "storm-stream";
    public const string RecordsTopic = "storm-records";

    /// <summary>Takes over from the channel <c>chat</c>.</summary>
    public const string Fallback = "night";

    public static readonly string[] Levels = ["info", "warning", "error", "critical"];

    public static readonly string[] Services =
        ["chat-0", "chat-1", "chat-2", "chat-3", "mail-0", "mail-1", "mail-2", "rec-0", "rec-1", "rec-2", "rec-3", "rare", "ignored", "quiet-0", "quiet-1"];

    public static readonly TimeSpan FallbackAfter = TimeSpan.FromSeconds(10);

    /// <summary>In the order in which they are asked; the first goes on to the others.</summary>
    public static readonly StormRoute[] All =
    [
        new("stream", e => e.IsAtLeast("error") && !e.Service.StartsWith("quiet-", StringComparison.Ordinal), ("stream", StreamTopic)),
        new("chats", e => e.IsAtLeast("warning") && e.Service.StartsWith("chat-", StringComparison.Ordinal), ("chat", "4711")),
        new("mails", e => e.Service.StartsWith("mail-", StringComparison.Ordinal), ("mails", "ops@example.org"), ("mails", "dev@example.org")),
        new("records", e => e.Service.StartsWith("rec-", StringComparison.Ordinal), ("records", RecordsTopic)),
        new("rare", e => e.Service == "rare", ("group", "-1004711")),
        new("nobody", _ => false),
    ];

    public static Dictionary<string, string> Settings => new()
    {
        ["Delivery:InitialBackoff"] = "1s",
        ["Delivery:MaxBackoff"] = "5s",
        ["Delivery:MaxAttempts"] = "12",
        ["Delivery:FallbackAfter"] = $"{FallbackAfter.TotalSeconds}s",
        ["Delivery:Lease"] = "45s",
        ["Site:BaseUrl"] = Agreement.SiteUrl,
    };

    public static async Task PutAsync(App app)
    {
        await app.PutAsync($"/api/v1/channels/{Fallback}", new { type = "email", email = new { to = new[] { "night@example.org" } } });
        await app.PutAsync("/api/v1/channels/chat", new { type = "telegram", telegram = new { chatId = "4711" }, fallback = Fallback });
        await app.PutAsync("/api/v1/channels/group", new { type = "telegram", telegram = new { chatId = "-1004711" } });
        await app.PutAsync("/api/v1/channels/mails", new { type = "email", email = new { to = new[] { "ops@example.org", "dev@example.org" } } });
        await app.PutAsync("/api/v1/channels/records", new { type = "kafka", kafka = new { topic = RecordsTopic } });
        await app.PutAsync("/api/v1/channels/stream", new { type = "kafka", kafka = new { topic = StreamTopic, mode = "events" } });
        await app.RouteAsync(
            new { name = "stream", match = new[] { "level>=error", "service!~\"quiet-.*\"" }, channels = new[] { "stream" }, @continue = true },
            new { name = "chats", match = new[] { "service=~\"chat-.*\"", "level>=warning" }, channels = new[] { "chat" }, groupBy = new[] { "service" }, groupInterval = "1s" },
            new { name = "mails", match = new[] { "service=~\"mail-.*\"" }, channels = new[] { "mails" }, groupBy = new[] { "service" }, groupInterval = "2s" },
            new { name = "records", match = new[] { "service=~\"rec-.*\"" }, channels = new[] { "records" }, groupBy = new[] { "service", "host" }, groupWait = "1s", groupInterval = "1s" },
            new { name = "rare", match = new[] { "service=rare" }, channels = new[] { "group" }, groupInterval = "5s" },
            new { name = "nobody", match = new[] { "service=ignored" }, channels = Array.Empty<string>() });
    }
}
