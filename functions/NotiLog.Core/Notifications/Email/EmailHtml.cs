using System.Text;
using NotiLog.Events;

namespace NotiLog.Notifications.Email;

/// <summary>Renders the HTML part: no images, no remote content, no colours but an accent, so that it reads in light and dark.</summary>
internal static class EmailHtml
{
    private const string Pre = "white-space:pre-wrap;overflow-wrap:anywhere;font-family:ui-monospace,Consolas,monospace;font-size:13px;margin:8px 0";

    private static readonly string[] Accents = ["#808080", "#808080", "#2f81f7", "#c98a00", "#e5484d", "#c026d3"];

    public static string Render(NotificationText text, Level level)
    {
        var accent = text.Headline?.Recovers == true ? "#2da44e" : Accents[(int)level];
        var html = new StringBuilder($"""
            <!DOCTYPE html>
            <html><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"></head>
            <body style="color-scheme:light dark;font-family:system-ui,sans-serif;font-size:14px;line-height:1.5;margin:16px">
            <div style="border-left:4px solid {accent};padding-left:12px;max-width:720px">

            """.ReplaceLineEndings("\n"));
        if (text.IsTest)
            html.Append($"<p><b>{Escaped(text.Words.Test)}</b></p>\n");
        html.Append($"<p style=\"margin:0\"><b style=\"color:{accent}\">{Escaped(text.Level)}</b> &middot; <b>{Escaped(text.Services)}</b></p>\n");
        AppendPre(html, NotificationPlainText.Isolated(text.Message));
        AppendFields(html, text);
        foreach (var (heading, value) in EmailText.Extras(text))
        {
            html.Append($"<p style=\"margin:12px 0 0\"><b>{Escaped(heading)}</b></p>\n");
            AppendPre(html, value);
        }

        AppendOthers(html, text);
        if (text.Link is { } link)
            html.Append($"<p><a href=\"{Escaped(link.AbsoluteUri)}\">{Escaped(text.Words.Open)}</a></p>\n");
        var footer = Escaped(EmailText.Footer(text)).Replace("\n", "<br>", StringComparison.Ordinal);
        return html.Append($"<p style=\"font-size:12px;opacity:.7\">{footer}</p>\n</div>\n</body></html>\n").ToString();
    }

    private static void AppendFields(StringBuilder html, NotificationText text)
    {
        html.Append("<table style=\"border-collapse:collapse;font-size:14px\">\n");
        foreach (var (label, value) in EmailText.Fields(text))
            html.Append($"<tr><td style=\"padding:0 12px 0 0;opacity:.7\">{Escaped(label)}</td><td style=\"overflow-wrap:anywhere\">{Escaped(value)}</td></tr>\n");
        html.Append("</table>\n");
    }

    private static void AppendOthers(StringBuilder html, NotificationText text)
    {
        if (text.Total is not { } total)
            return;
        html.Append($"<p style=\"margin:12px 0 0\"><b>{Escaped(total)}</b></p>\n");
        var lines = text.Lines(EmailText.ShownLines, EmailText.LongestLine);
        if (lines.Count > 0)
            AppendPre(html, string.Join('\n', lines));
        if (text.More(lines.Count) is { } more)
            html.Append($"<p>{Escaped(more)}</p>\n");
    }

    private static void AppendPre(StringBuilder html, string value) => html.Append($"<pre dir=\"auto\" style=\"{Pre}\">{Escaped(value)}</pre>\n");

    private static string Escaped(string value) => NotificationPlainText.Html(value);
}
