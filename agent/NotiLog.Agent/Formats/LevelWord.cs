using NotiLog.Agent.Events;

namespace NotiLog.Agent.Formats;

/// <summary>
/// Finds a level among the first words of a line: in capitals (<c>ERROR</c>), between brackets (<c>[error]</c>), after <c>level=</c>,
/// or as the first word before a colon (<c>error: ...</c>). A level in the middle of a sentence is none.
/// </summary>
internal static class LevelWord
{
    private const int Looked = 96;

    public static bool TryFind(ReadOnlySpan<char> text, out Level level)
    {
        text = text[..Math.Min(text.Length, Looked)];
        var first = true;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiLetter(text[i]))
                continue;
            var end = i + 1;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
                end++;
            var isWord = i == 0 || !(char.IsLetterOrDigit(text[i - 1]) || text[i - 1] is '_' or '.');
            if (isWord && end - i <= Levels.LongestName && Levels.TryParse(text[i..end], out level) && IsMeant(text, i, end, first))
                return true;
            first = false;
            i = end;
        }

        level = default;
        return false;
    }

    private static bool IsMeant(ReadOnlySpan<char> text, int start, int end, bool first)
    {
        var before = start > 0 ? text[start - 1] : ' ';
        var after = end < text.Length ? text[end] : ' ';
        if (!text[start..end].ContainsAnyExceptInRange('A', 'Z'))
            return after is not ('.' or '=' or '-' or '/');
        if ((before, after) is ('[', ']') or ('<', '>') or ('(', ')') or ('|', '|'))
            return true;
        if (first && after == ':')
            return true;
        var key = text[..start].TrimEnd("\"' ");
        return key.EndsWith("level=", StringComparison.OrdinalIgnoreCase) || key.EndsWith("lvl=", StringComparison.OrdinalIgnoreCase)
            || key.EndsWith("severity=", StringComparison.OrdinalIgnoreCase);
    }
}
