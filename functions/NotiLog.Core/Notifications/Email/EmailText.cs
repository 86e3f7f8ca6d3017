using System.Text;
using NotiLog.Events;

namespace NotiLog.Notifications.Email;

/// <summary>Renders the subject and the plain text part.</summary>
internal static class EmailText
{
    /// <summary>How many events a mail shows beside the one it is about, one line each.</summary>
    public const int ShownLines = 10;

    public const int LongestLine = 300;

    /// <summary>For stack traces and context, which the event's page shows whole; messages are never cut.</summary>
    public const int LongestExtra = 16_384;

    private const int LongestSubject = 150;
    private const int LongestService = 60;

    /// <summary><c>[TEST] [ERROR] payments: message (+11)</c>; the words in brackets stay English, since mail rules look for them.</summary>
    public static string Subject(NotificationText text, Level level)
    {
        var start = $"{(text.IsTest ? "[TEST] " : "")}[{level.Name().ToUpperInvariant()}] ";
        var end = text.Count > 1 ? FormattableString.Invariant($" (+{text.Count - 1})") : "";
        if (text.Headline is { } headline)
            start += NotificationPlainText.Fit(NotificationPlainText.OneLine(headline.Service), LongestService, "…") + ": ";
        // Each part is isolated on its own, so that a right-to-left mark in the message leaves the brackets and the service where they are.
        var said = NotificationPlainText.OneLine(text.Headline?.Message ?? text.Message);
        return start + NotificationPlainText.Fit(said, LongestSubject - start.Length - end.Length, "…") + end;
    }

    /// <summary>What the mail says about its event, label and value; both parts show it.</summary>
    public static IEnumerable<(string Label, string Value)> Fields(NotificationText text)
    {
        var words = text.Words;
        (string Label, string Value)[] fields =
        [
            (words.Service, text.Services),
            (words.Host, text.Hosts),
            (words.Source, text.Sources),
            (words.Environment, text.Environments),
            (words.Time, text.Time),
            (words.Group, text.Group),
            ("requestId", NotificationPlainText.Isolated(text.Headline?.RequestId ?? "")),
            ("correlationId", NotificationPlainText.Isolated(text.Headline?.CorrelationId ?? "")),
            ("traceId", NotificationPlainText.Isolated(text.Headline?.TraceId ?? "")),
        ];
        return fields.Where(field => field.Value.Length > 0);
    }

    /// <summary>Long texts of the event with their headings.</summary>
    public static IEnumerable<(string Heading, string Value)> Extras(NotificationText text)
    {
        if (text.Headline?.StackTrace is { Length: > 0 } stackTrace)
            yield return (text.Words.StackTrace, Extra(stackTrace, text));
        if (text.Headline?.Context is { Length: > 0 } context)
            yield return (text.Words.Context, Extra(context, text));
    }

    public static string Plain(NotificationText text)
    {
        var plain = new StringBuilder();
        if (text.IsTest)
            plain.Append(text.Words.Test).Append("\n\n");
        plain.Append(text.Level).Append("\n\n").Append(NotificationPlainText.Isolated(text.Message)).Append("\n\n");
        foreach (var (label, value) in Fields(text))
            plain.Append($"{label}: {value}\n");
        foreach (var (heading, value) in Extras(text))
            plain.Append($"\n{heading}:\n{value}\n");
        AppendOthers(plain, text);
        if (text.Link is { } link)
            plain.Append($"\n{text.Words.Open}: {link.AbsoluteUri}\n");
        return plain.Append($"\n-- \n{Footer(text)}\n").ToString();
    }

    public static string Footer(NotificationText text) => $"{text.Words.Route}: {text.Route}\n{text.Words.Notification}: {text.Id}";

    private static void AppendOthers(StringBuilder plain, NotificationText text)
    {
        if (text.Total is { } total)
            plain.Append($"\n{total}\n");
        var lines = text.Lines(ShownLines, LongestLine);
        foreach (var line in lines)
            plain.Append($"  {line}\n");
        if (text.More(lines.Count) is { } more)
            plain.Append($"  {more}\n");
    }

    private static string Extra(string value, NotificationText text) =>
        NotificationPlainText.Fit(NotificationPlainText.Clean(value), LongestExtra, text.Words.Cut);
}
