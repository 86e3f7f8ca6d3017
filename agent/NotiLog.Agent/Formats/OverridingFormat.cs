using System.Globalization;
using System.Text.RegularExpressions;
using NotiLog.Agent.Events;

namespace NotiLog.Agent.Formats;

/// <summary>How a file's own patterns take the level.</summary>
/// <param name="Pattern">Group <c>level</c>, else the whole match; null leaves the format's level.</param>
/// <param name="Map">What the file writes to a level, case ignored; before the usual names.</param>
internal sealed record LevelRule(Regex? Pattern, IReadOnlyDictionary<string, Level> Map);

/// <summary>How a file's own patterns take the time.</summary>
/// <param name="Pattern">Group <c>time</c>, else the whole match; null leaves the format's time.</param>
/// <param name="Layout">As .NET writes formats, <c>yyyy-MM-dd HH:mm:ss</c>; null for the times that are known anyway.</param>
internal sealed record TimeRule(Regex? Pattern, string? Layout);

/// <summary>A format whose level and time the file's own patterns decide; where they find nothing, the format's word stands.</summary>
internal sealed class OverridingFormat(ILineFormat inner, LevelRule level, TimeRule time) : ILineFormat
{
    public Regex? EntryStart => inner.EntryStart;

    public string? Service => inner.Service;

    public bool TryRead(string line, TimeContext times, LogLine into)
    {
        if (!inner.TryRead(line, times, into))
            return false;
        if (level.Pattern is { } levels && Find(levels, "level", line) is { } word && TryLevel(word, out var found))
            into.Level = found;
        else if (into.Context.Find(field => field.Name == "level").Text is { } unknown && level.Map.TryGetValue(unknown, out found))
            into.Level = found;
        if (time.Pattern is { } stamps && Find(stamps, "time", line) is { } stamp && TryTime(stamp, times, out var at))
            into.Time = at;
        return true;
    }

    private bool TryLevel(string word, out Level found) => level.Map.TryGetValue(word, out found) || Levels.TryParse(word, out found);

    private bool TryTime(string stamp, TimeContext times, out DateTimeOffset at)
    {
        if (time.Layout is null)
            return LogTime.TryReadWhole(stamp, times, out at);
        const DateTimeStyles Styles = DateTimeStyles.AllowWhiteSpaces;
        at = default;
        if (!DateTimeOffset.TryParseExact(stamp, time.Layout, CultureInfo.InvariantCulture, Styles, out var parsed))
            return false;
        at = time.Layout.Contains('z', StringComparison.Ordinal) || time.Layout.Contains('K', StringComparison.Ordinal) ? parsed.ToUniversalTime() : times.Zones.ToUtc(parsed.DateTime);
        return true;
    }

    private static string? Find(Regex pattern, string group, string line) =>
        pattern.Match(line) is { Success: true } match ? (match.Groups[group] is { Success: true } named ? named.Value : match.Value) : null;
}
