using NotiLog.Agent.Events;
using NotiLog.Agent.Formats;

namespace NotiLog.Agent.Configuration;

/// <summary>Reads how the lines of a file are understood: <c>format</c> or <c>pattern</c>, <c>fields</c>, <c>level</c>, <c>time</c>.</summary>
internal static class FormatSection
{
    public static Func<ILineFormat> Read(ConfigMap map, IReadOnlyList<string> eventFields)
    {
        var name = map.OneOf("format", KnownFormats.Plain, KnownFormats.Names);
        var pattern = map.Text("pattern") is { } text ? FileSection.Pattern(map, "pattern", text) : null;
        var fields = Fields(map, eventFields);
        if (pattern is not null && map.Text("format") is not null)
            map.Fault("pattern", "and format exclude each other: a pattern is a format of one's own");
        if (pattern is not null && !pattern.GetGroupNames().Any(group => !char.IsAsciiDigit(group[0])))
            map.Fault("pattern", "must have named groups, such as (?<time>...), (?<level>...), (?<message>...)");
        if (fields.Count > 0 && name != KnownFormats.Json)
            map.Fault("fields", "is only for format: json");
        var level = Level(map);
        var time = Time(map);
        return level is null && time is null ? Inner : () => new OverridingFormat(Inner(), level ?? new LevelRule(null, NoLevels), time ?? new TimeRule(null, null));

        ILineFormat Inner() => pattern is null ? KnownFormats.Make(name, fields) : new HeaderFormat(pattern, startsEntries: false);
    }

    private static readonly Dictionary<string, Level> NoLevels = [];

    private static Dictionary<string, string> Fields(ConfigMap map, IReadOnlyList<string> eventFields)
    {
        var fields = new Dictionary<string, string>();
        if (map.Map("fields") is not { } own)
            return fields;
        foreach (var field in eventFields)
        {
            if (own.Text(field) is { } name)
                fields[field] = name;
        }

        own.Close();
        return fields;
    }

    private static LevelRule? Level(ConfigMap map)
    {
        if (map.Map("level") is not { } own)
            return null;
        var pattern = own.Text("pattern") is { } text ? FileSection.Pattern(own, "pattern", text) : null;
        var levels = new Dictionary<string, Level>(StringComparer.OrdinalIgnoreCase);
        if (own.Map("map") is { } words)
        {
            foreach (var word in words.Names)
            {
                if (FileSection.LevelOf(words, word) is { } level)
                    levels[word] = level;
            }
        }

        own.Close();
        return new LevelRule(pattern, levels);
    }

    private static TimeRule? Time(ConfigMap map)
    {
        if (map.Map("time") is not { } own)
            return null;
        var pattern = own.Required("pattern", @"'^\S+ \S+'") is { } text ? FileSection.Pattern(own, "pattern", text) : null;
        var layout = own.Text("format");
        if (layout is not null && !IsLayout(layout))
            own.Fault("format", "must be a format as .NET has it, such as yyyy-MM-dd HH:mm:ss.fff");
        own.Close();
        return new TimeRule(pattern, layout);
    }

    private static bool IsLayout(string layout)
    {
        try
        {
            return DateTimeOffset.UnixEpoch.ToString(layout, System.Globalization.CultureInfo.InvariantCulture).Length > 1 && layout.Length > 1;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
