namespace NotiLog.Tables;

/// <summary>Row keys from <paramref name="From"/>, inclusive, to <paramref name="To"/>, exclusive; null without a bound.</summary>
internal sealed record KeyRange(string? From, string? To)
{
    /// <summary>Keys hold nothing below a blank, and above <c>~</c> only what is not ASCII.</summary>
    private const char First = ' ';
    private const char AboveAscii = '\u00a1';

    /// <summary>The bound just after a key.</summary>
    public static string After(string key) => key + First;

    /// <summary>A bound that splits the range above <paramref name="low"/>, about in the middle as keys of ASCII go; greater than it and less than <see cref="To"/>.</summary>
    public string MiddleAbove(string low)
    {
        var same = To is null ? 0 : low.AsSpan().CommonPrefixLength(To);
        if (To is not null && same < To.Length)
        {
            var floor = same < low.Length ? low[same] : First - 1;
            var middle = Between(floor, To[same]);
            if (middle is not null)
                return $"{low[..same]}{middle}";
            if (same + 1 < To.Length)
                return To[..(same + 1)];
            same++;
        }

        return AboveFrom(low, same);
    }

    /// <summary>A bound above <paramref name="low"/> that shares its first <paramref name="prefix"/> characters; there is no upper bound to its rest.</summary>
    private static string AboveFrom(string low, int prefix)
    {
        for (var at = prefix; at < low.Length; at++)
        {
            if (Between(low[at], low[at] < '~' ? (char)('~' + 1) : char.MaxValue) is { } middle)
                return $"{low[..at]}{middle}";
        }

        return low + "O";
    }

    /// <summary>A character strictly between the two that a filter can hold; null when there is none.</summary>
    private static char? Between(int floor, int ceiling)
    {
        if (floor < '~' && ceiling > AboveAscii)
            return AboveAscii;
        var middle = (floor + ceiling) / 2;
        while (middle > floor && (char.IsSurrogate((char)middle) || char.IsControl((char)middle) || middle is '/' or '\\' or '#' or '?'))
            middle--;
        return middle > floor && middle < ceiling ? (char)middle : null;
    }
}
