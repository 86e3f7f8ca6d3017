using NotiLog.Events;
using NotiLog.Notifications;

namespace NotiLog.Live;

/// <summary>An event as a list shows it.</summary>
/// <param name="Message">At most 300 characters; the rest is in the event.</param>
public sealed record LiveEvent(
    Guid EventId, DateTimeOffset Time, Level Level, string Service, string Host, string Source, string Environment, string Kind, string Message)
{
    private const int LongestMessage = 300;

    public static LiveEvent Of(LogEvent e) =>
        new(e.EventId, e.Time, e.Level, e.Service, e.Host, e.Source, e.Environment, e.Kind, Cut(e.Message));

    private static string Cut(string text)
    {
        if (text.Length <= LongestMessage)
            return text;
        var length = char.IsHighSurrogate(text[LongestMessage - 2]) ? LongestMessage - 2 : LongestMessage - 1;
        return text[..length] + "\u2026";
    }
}

/// <summary>A delivery that was settled, or put off.</summary>
/// <param name="Attempts">Sends begun.</param>
public sealed record LiveDelivery(Guid Id, Guid NotificationId, string Channel, DeliveryStatus Status, int Attempts);
