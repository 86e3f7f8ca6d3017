using System.Buffers;
using System.Text;

namespace NotiLog.Notifications;

/// <summary>Makes text from events safe to stand among other text: text is data everywhere.</summary>
internal static class NotificationPlainText
{
    private const char FirstStrongIsolate = '\u2068';
    private const char PopIsolate = '\u2069';

    /// <summary>Isolates opened by one line beyond this are dropped, so that closing them stays cheap.</summary>
    private const int DeepestIsolate = 16;

    private static readonly SearchValues<char> BidiControls = SearchValues.Create(
        "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069");

    /// <summary>Without control characters except line feeds and tabs; every line end is one line feed, a lone surrogate U+FFFD.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\u2028' or '\u2029' || (c == '\r' && !(i + 1 < text.Length && text[i + 1] == '\n')))
                clean.Append('\n');
            else if (c is '\n' or '\t' || (!char.IsControl(c) && !char.IsSurrogate(c)))
                clean.Append(c);
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                clean.Append(c).Append(text[++i]);
            else if (char.IsSurrogate(c))
                clean.Append('\ufffd');
        }

        return clean.ToString();
    }

    /// <summary>Clean, and every run of white space one space.</summary>
    public static string OneLine(string text) =>
        string.Join(' ', Clean(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>
    /// At most <paramref name="longest"/> UTF-16 units of a clean text, ending with <paramref name="mark"/> when cut; surrogate pairs
    /// stay whole. Lines that could change the direction of what stands around them are isolated (U+2068..U+2069).
    /// </summary>
    public static string Fit(string clean, int longest, string mark)
    {
        var keep = longest;
        while (true)
        {
            var shown = Isolate(Cut(clean, keep, mark));
            if (shown.Length <= longest)
                return shown;
            keep = Math.Max(0, Math.Min(keep, clean.Length) - (shown.Length - longest));
        }
    }

    /// <summary>Clean and isolated, uncut.</summary>
    public static string Isolated(string text) => Isolate(Clean(text));

    /// <summary>For element content and quoted attributes.</summary>
    public static string Html(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);

    /// <summary>Cuts only; see <see cref="Fit"/>.</summary>
    public static string Cut(string text, int longest, string mark)
    {
        if (text.Length <= longest)
            return text;
        if (longest < mark.Length)
            return mark[..longest];
        var end = longest - mark.Length;
        if (end > 0 && char.IsHighSurrogate(text[end - 1]))
            end--;
        return string.Concat(text.AsSpan(0, end), mark);
    }

    private static string Isolate(string text)
    {
        if (!NeedsIsolation(text))
            return text;
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (NeedsIsolation(lines[i]))
                lines[i] = IsolateLine(lines[i]);
        }

        return string.Join('\n', lines);
    }

    private static bool NeedsIsolation(ReadOnlySpan<char> text) =>
        text.ContainsAny(BidiControls)
        || text.ContainsAnyInRange('\u0590', '\u08ff') || text.ContainsAnyInRange('\ufb1d', '\ufdff') || text.ContainsAnyInRange('\ufe70', '\ufefe');

    /// <summary>The line's own isolates are balanced, else it could close the isolate around it; embeddings end with that isolate.</summary>
    private static string IsolateLine(string line)
    {
        var isolated = new StringBuilder(line.Length + 2).Append(FirstStrongIsolate);
        var open = 0;
        foreach (var c in line)
        {
            var opens = c is >= '\u2066' and <= FirstStrongIsolate;
            if ((opens && open == DeepestIsolate) || (c == PopIsolate && open == 0))
                continue;
            open += opens ? 1 : c == PopIsolate ? -1 : 0;
            isolated.Append(c);
        }

        return isolated.Append(PopIsolate, open + 1).ToString();
    }
}
