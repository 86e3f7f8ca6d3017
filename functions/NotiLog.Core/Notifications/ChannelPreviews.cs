using NotiLog.Common;
using NotiLog.Events;

namespace NotiLog.Notifications;

/// <summary>A message as its channel would show it.</summary>
/// <param name="Subject">Of e-mail; null otherwise.</param>
/// <param name="Text">Plain text, Telegram's HTML, or the records' JSON.</param>
/// <param name="Html">A whole HTML document; null where a channel has none. Holds text of events, escaped: show it in a sandbox.</param>
public sealed record ChannelPreview(string? Subject, string Text, string? Html);

/// <summary>Shows what a channel's messages look like in every language; sends nothing and needs no configured transport.</summary>
public sealed class ChannelPreviews(IEnumerable<IChannelTransport> transports, SiteOptions site, TimeProvider time)
{
    private static readonly string[] Languages = ["en", "ru"];

    private readonly IReadOnlyList<IChannelTransport> transports = [.. transports];

    /// <summary>By language.</summary>
    /// <param name="shown">The event that the message tells of; null takes an example.</param>
    public IReadOnlyDictionary<string, ChannelPreview> Of(Channel channel, LogEvent? shown)
    {
        var transport = transports.Single(one => one.Type == channel.Type);
        var content = ContentOf(shown ?? Example());
        return Languages.ToDictionary(language => language, language => transport.Preview(channel with { Language = language }, content));
    }

    private NotificationContent ContentOf(LogEvent shown)
    {
        var now = time.GetUtcNow();
        var notification = new Notification
        {
            Id = Uuid7.New(now),
            Route = "preview",
            GroupKey = new Dictionary<string, string> { ["service"] = shown.Service },
            Count = 1,
            Level = shown.Level,
            EventIds = [shown.EventId],
            FirstAt = shown.Time,
            LastAt = shown.Time,
            CreatedAt = now,
        };
        return new(notification, [shown], site.LinkTo(notification));
    }

    private LogEvent Example()
    {
        var now = time.GetUtcNow();
        return new LogEvent
        {
            EventId = Uuid7.New(now),
            Time = now,
            ReceivedAt = now,
            Level = Level.Error,
            Message = "payment 4711 failed: card declined",
            Host = "web-1",
            Service = "payments",
            Source = "worker",
            Environment = "production",
            Kind = "log",
            CorrelationId = "c-9",
            Context = """{"orderId":4711}""",
        };
    }
}
