using System.Globalization;

namespace NotiLog.Common;

/// <summary>Durations as people write them: a whole number and <c>s</c>, <c>m</c>, <c>h</c> or <c>d</c>.</summary>
public static class Durations
{
    public const string Hint = "a duration such as 30s, 5m, 4h or 1d";

    /// <summary>Reads <c>30s</c>, <c>5m</c>, <c>4h</c>, <c>1d</c>; false for everything else, and above 3,650 days.</summary>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = default;
        if (text is not { Length: >= 2 and <= 12 } || SecondsOf(text[^1]) is not { } unit)
            return false;
        if (!long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return false;
        if (count > 3650L * 86400 / unit)
            return false;
        duration = TimeSpan.FromSeconds(count * unit);
        return true;
    }

    /// <summary>The shortest form that <see cref="TryParse"/> reads back; fractions of a second are cut.</summary>
    public static string Format(TimeSpan duration)
    {
        var seconds = (long)duration.TotalSeconds;
        foreach (var unit in "dhm")
        {
            if (seconds != 0 && seconds % SecondsOf(unit)! == 0)
                return string.Create(CultureInfo.InvariantCulture, $"{seconds / SecondsOf(unit)}{unit}");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{seconds}s");
    }

    private static long? SecondsOf(char unit) => unit switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, _ => null };
}
