using System.Text.Json;
using NotiLog.Events;
using NotiLog.Notifications;

namespace NotiLog.Tests.Notifications;

/// <summary>Valid values for tests of channels; a test states only what matters.</summary>
internal static class SomeNotification
{
    public static readonly DateTimeOffset At = new(2026, 11, 23, 10, 15, 30, 123, TimeSpan.Zero);

    public static LogEvent Event(int number = 0) => new()
    {
        EventId = new Guid(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1),
        Time = At.AddSeconds(number),
        ReceivedAt = At.AddSeconds(number + 1),
        Level = Level.Error,
        Message = $"payment {4711 + number} failed",
        Host = "web-1",
        Service = "payments",
        Source = "worker",
        Environment = "production",
        Kind = "log",
    };

    public static NotificationContent Content(params LogEvent[] events) => Content(events, events.Length);

    public static NotificationContent Content(IReadOnlyList<LogEvent> events, int count, bool link = true, bool isTest = false) => new(
        new Notification
        {
            Id = new Guid("019ab000-0000-7000-8000-000000000002"),
            Route = "payments",
            GroupKey = new Dictionary<string, string> { ["service"] = "payments", ["host"] = "web-1" },
            Count = count,
            Level = events.Count == 0 ? Level.Error : events.Max(e => e.Level),
            EventIds = [.. events.Select(e => e.EventId)],
            FirstAt = events.Count == 0 ? At : events.Min(e => e.Time),
            LastAt = events.Count == 0 ? At : events.Max(e => e.Time),
            CreatedAt = At.AddSeconds(2),
        },
        events,
        link ? new Uri("https://notilog.example.org/notifications/019ab000-0000-7000-8000-000000000002?tab=\"events\"&x=1") : null,
        isTest);

    public static Channel Channel(string type, string settings, string language = "en", string timeZone = "UTC") =>
        new("ops", type, JsonDocument.Parse(settings).RootElement, Language: language, TimeZone: timeZone);

    public static SendRequest Request(Channel channel, string recipient, NotificationContent? content = null) =>
        new(new Guid("019ab000-0000-7000-8000-000000000003"), recipient, channel, content ?? Content(Event()));
}
