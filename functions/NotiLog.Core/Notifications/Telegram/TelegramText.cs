using System.Text;
using NotiLog.Events;

namespace NotiLog.Notifications.Telegram;

/// <summary>Renders Telegram's HTML.</summary>
internal static class TelegramText
{
    /// <summary>In UTF-16 units, tags and entities included, although Telegram counts them after parsing: what stands between may count differently.</summary>
    public const int Longest = 4096;

    /// <summary>What example lines leave to the message itself.</summary>
    private const int LeastMessage = 1000;

    private const int ExampleLines = 10;
    private const int LongestExample = 140;

    private static readonly string[] Markers = ["▫️", "◽️", "🔵", "🟡", "🔴", "🚨"];

    public static string Render(Channel channel, NotificationContent content)
    {
        var text = new NotificationText(channel, content);
        var head = Head(text, Marker(text, content.Notification.Level));
        var lines = ExampleLines;
        var tail = Tail(text, lines);
        while (lines > 0 && head.Length + tail.Length > Longest - LeastMessage)
            tail = Tail(text, --lines);
        // Preformatted, so that Telegram makes no links, mentions or commands out of it.
        head.Add(Fit(text.Message, Longest - head.Length - tail.Length - "<pre></pre>".Length, text.Words.Cut), "pre");
        return head.ToString() + tail;
    }

    /// <summary>As much of the message as has room once it is escaped.</summary>
    private static string Fit(string message, int room, string mark)
    {
        for (var longest = room; longest > 0;)
        {
            var shown = NotificationPlainText.Fit(message, longest, mark);
            var over = NotificationPlainText.Html(shown).Length - room;
            if (over <= 0)
                return shown;
            // An escaped character takes six at most, so a sixth of what is too much can go without going too far.
            longest -= Math.Max(1, over / 6);
        }

        return "";
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
        if (text.Environments is { Length: > 0 } and not "default")
            head.Add($"{text.Words.Environment}: ").Add(text.Environments, "code").Add("\n");
        head.Add($"{text.Words.Time}: {text.Time}\n");
        if (text.Total is { } total)
            head.Add(total, "b").Add("\n");
        return head.Add("\n");
    }

    private static Html Tail(NotificationText text, int most)
    {
        var tail = new Html();
        var lines = text.Lines(most, LongestExample);
        if (lines.Count > 0)
            tail.Add("\n").Add(string.Join('\n', lines), "pre");
        if (text.More(lines.Count) is { } more)
            tail.Add($"\n{more}");
        return text.Link is { } link ? tail.Add("\n\n").AddLink(text.Words.Open, link) : tail;
    }

    /// <summary>Escapes what it is given.</summary>
    private sealed class Html
    {
        private readonly StringBuilder html = new();

        public int Length => html.Length;

        public Html Add(string text, string? tag = null)
        {
            var escaped = NotificationPlainText.Html(text);
            html.Append(tag is null ? escaped : $"<{tag}>{escaped}</{tag}>");
            return this;
        }

        public Html AddLink(string text, Uri link)
        {
            html.Append("<a href=\"").Append(NotificationPlainText.Html(link.AbsoluteUri)).Append("\">")
                .Append(NotificationPlainText.Html(text)).Append("</a>");
            return this;
        }

        public override string ToString() => html.ToString();
    }
}
