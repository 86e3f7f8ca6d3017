using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace NotiLog.Agent.Configuration;

/// <summary>Values as people write them.</summary>
internal static class Values
{
    public const string DurationHint = "a duration such as 500ms, 30s, 5m, 4h or 1d";
    public const string SizeHint = "a size such as 64MiB or 1GiB";

    static Values() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TimeSpan? Duration(string text)
    {
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits <= 0 || !long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > 1_000_000_000)
            return null;
        return text[digits..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(count),
            "s" => TimeSpan.FromSeconds(count),
            "m" => TimeSpan.FromMinutes(count),
            "h" => TimeSpan.FromHours(count),
            "d" => TimeSpan.FromDays(Math.Min(count, 3650)),
            _ => null,
        };
    }

    public static long? Size(string text)
    {
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits <= 0 || !long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > 1_000_000)
            return null;
        return text[digits..].Trim() switch
        {
            "KiB" or "K" or "KB" => count * 1024,
            "MiB" or "M" or "MB" => count * 1024 * 1024,
            "GiB" or "G" or "GB" => count * 1024 * 1024 * 1024,
            _ => null,
        };
    }

    public static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Non-backtracking: no line can make it slow.</summary>
    /// <exception cref="ArgumentException">It is no regular expression.</exception>
    /// <exception cref="NotSupportedException">It looks around or back, which that engine cannot.</exception>
    public static Regex Pattern(string text) => new(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    /// <summary>Null for encodings whose line ends cannot be found without decoding.</summary>
    public static Encoding? TextEncoding(string name)
    {
        try
        {
            return name.ToLowerInvariant() switch
            {
                "utf-8" or "utf8" => new UTF8Encoding(false),
                "utf-16" or "utf-16le" or "utf16" => new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
                "utf-16be" => new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
                var other when Encoding.GetEncoding(other) is { CodePage: not (65000 or 12000 or 12001), } found && found.GetBytes("\n") is [0x0A] => found,
                _ => null,
            };
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>An IANA name, <c>local</c> or <c>UTC</c>.</summary>
    public static TimeZoneInfo? Zone(string name) => name switch
    {
        "local" => TimeZoneInfo.Local,
        "UTC" or "utc" => TimeZoneInfo.Utc,
        _ => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null,
    };
}
