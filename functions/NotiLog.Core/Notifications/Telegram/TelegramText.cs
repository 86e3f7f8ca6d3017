using System.Text;
using NotiLog.Events;

namespace NotiLog.Notifications.Telegram;

/// <summary>Renders Telegram's HTML.</summary>
internal static class TelegramText
{
    /// <summary>In UTF-16 units, after tags and entities are parsed.</summary>
    public const int Longest = 4096;

    private const int ExampleLines = 10;
    private const int LongestExample = 140;

    private static readonly string[] Markers = ["▫️", "◽️", "🔵", "🟡", "🔴", "🚨"];

    public static string Render(Channel channel, NotificationContent content)
    {
        var text = new NotificationText(channel, content);
        var head = Head(text, Marker(text, content.Notification.Level));
        var tail = Tail(text);
        var room = Longest - head.Length - tail.Length;
        // Preformatted, so that Telegram makes no links, mentions or commands out of it.
        head.Add(NotificationPlainText.Fit(text.Message, room, text.Words.Cut), "pre");
        return head.ToString() + tail;
    }

    private static string Marker(NotificationText text, Level level) => text.Headline?.Recovers == true ? "✅" : Markers[(int)level];

    private static Html Head(NotificationText text, string marker)
    {
        var head = new Html();
        if (text.IsTest)
            head.Add("🧪 ").Add(text.Words.Test, "b").Add("\n\n");
        head.Add($"{marker} ").Add(text.Level, "b");
        if (text.Services.Length > 0)
            head.Add(" · ").Add(text.Services, "code");
        head.Add("\n");
        if (text.Hosts.Length > 0)
            head.Add($"{text.Words.Host}: ").Add(text.Hosts, "code").Add("\n");
        head.Add($"{text.Words.Time}: {text.Time}\n");
        if (text.Total is { } total)
            head.Add(total, "b").Add("\n");
        return head.Add("\n");
    }

    private static Html Tail(NotificationText text)
    {
        var tail = new Html();
        var lines = text.Lines(ExampleLines, LongestExample);
        if (lines.Count > 0)
            tail.Add("\n").Add(string.Join('\n', lines), "pre");
        if (text.More(lines.Count) is { } more)
            tail.Add($"\n{more}");
        return text.Link is { } link ? tail.Add("\n\n").AddLink(text.Words.Open, link) : tail;
    }

    /// <summary>Escapes what it is given and counts it as Telegram will.</summary>
    private sealed class Html
    {
        private readonly StringBuilder html = new();

        public int Length { get; private set; }

        public Html Add(string text, string? tag = null)
        {
            Length += text.Length;
            var escaped = NotificationPlainText.Html(text);
            html.Append(tag is null ? escaped : $"<{tag}>{escaped}</{tag}>");
            return this;
        }

        public Html AddLink(string text, Uri link)
        {
            Length += text.Length;
            html.Append("<a href=\"").Append(NotificationPlainText.Html(link.AbsoluteUri)).Append("\">")
                .Append(NotificationPlainText.Html(text)).Append("</a>");
            return this;
        }

        public override string ToString() => html.ToString();
    }
}
