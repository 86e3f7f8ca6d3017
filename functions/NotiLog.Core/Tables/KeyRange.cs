namespace NotiLog.Tables;

/// <summary>Row keys from <paramref name="From"/>, inclusive, to <paramref name="To"/>, exclusive; null without a bound.</summary>
internal sealed record KeyRange(string? From, string? To)
{
    /// <summary>Keys hold nothing below a blank, and a bound below this is ASCII.</summary>
    private const char First = ' ';
    private const char EndOfAscii = '\u007f';

    /// <summary>This many characters seen in keys are taken for all that there are.</summary>
    private const int WholeAlphabet = 10;

    /// <summary>The bound just after a key.</summary>
    public static string After(string key) => key + First;

    /// <summary>A bound greater than <paramref name="low"/> and less than <see cref="To"/>, about in the middle of the keys that these characters make.</summary>
    /// <param name="low">A key of the range; <see cref="To"/> lies above <see cref="After"/> of it.</param>
    /// <param name="alphabet">Characters seen in keys, in ordinal order.</param>
    public string MiddleAbove(string low, ReadOnlySpan<char> alphabet)
    {
        if (To is null)
            return Above(low, 0, alphabet);
        var same = low.AsSpan().CommonPrefixLength(To);
        var floor = same < low.Length ? low[same] : (char)(First - 1);
        if (Between(floor, To[same], alphabet) is { } middle)
            return $"{low[..same]}{middle}";
        var cut = same + (char.IsHighSurrogate(To[same]) ? 2 : 1);
        if (cut < To.Length)
            return To[..cut];
        return same == low.Length ? After(low) : Above(low, same + 1, alphabet);
    }

    /// <summary>A bound above <paramref name="low"/> that shares its first <paramref name="prefix"/> characters.</summary>
    private static string Above(string low, int prefix, ReadOnlySpan<char> alphabet)
    {
        for (var at = prefix; at < low.Length; at++)
        {
            if (!char.IsSurrogate(low[at]) && Between(low[at], low[at] < EndOfAscii ? EndOfAscii : char.MaxValue, alphabet) is { } middle)
                return $"{low[..at]}{middle}";
        }

        return low + "0";
    }

    /// <summary>A character strictly between the two that a filter can hold; null when there is none worth trying.</summary>
    private static char? Between(char floor, char ceiling, ReadOnlySpan<char> alphabet)
    {
        var start = alphabet.BinarySearch((char)(floor + 1));
        var end = alphabet.BinarySearch(ceiling);
        start = start < 0 ? ~start : start;
        end = end < 0 ? ~end : end;
        if (start < end)
            return alphabet[(start + end) / 2];
        if (alphabet.Length >= WholeAlphabet)
            return null;
        var middle = (floor + ceiling) / 2;
        while (middle > floor && (char.IsSurrogate((char)middle) || char.IsControl((char)middle) || middle is '/' or '\\' or '#' or '?'))
            middle--;
        return middle > floor ? (char)middle : null;
    }
}
