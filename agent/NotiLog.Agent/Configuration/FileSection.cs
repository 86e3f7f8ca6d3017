using System.Text;
using System.Text.RegularExpressions;
using NotiLog.Agent.Events;
using NotiLog.Agent.Following;
using YamlDotNet.Core;

namespace NotiLog.Agent.Configuration;

/// <summary>Reads an item of <c>files</c>.</summary>
internal static class FileSection
{
    private static readonly string[] Fields = ["host", "service", "source", "environment"];
    private static readonly string[] JsonFields = ["time", "level", "message", "stackTrace", "traceId", "spanId", "requestId", "correlationId", "service", "host", "source", "environment"];

    public static FileSettings Read(ConfigMap map, string baseFolder)
    {
        var paths = Paths(map, "path", baseFolder);
        if (paths.Count == 0)
            map.Required("path", "/var/log/app/*.log");
        var format = FormatSection.Read(map, JsonFields);
        var settings = new FileSettings
        {
            Paths = paths,
            ExcludedPaths = Paths(map, "excludePaths", baseFolder),
            FromBeginning = map.OneOf("start", "end", ["beginning", "end"]) == "beginning",
            Encoding = EncodingOf(map, "encoding") ?? Encoding.UTF8,
            FallbackEncoding = EncodingOf(map, "fallbackEncoding"),
            Format = format,
            Multiline = MultilineSection.Read(map, format().EntryStart),
            TimeZone = ZoneOf(map),
            Labels = Labels(map),
            Include = Patterns(map, "include"),
            Exclude = Patterns(map, "exclude"),
            DefaultLevel = LevelOf(map, "defaultLevel") ?? Level.Info,
            LeastLevel = LevelOf(map, "minLevel") ?? Level.Trace,
            TakePartialAfter = map.Parsed("partialLines", Values.Duration, Values.DurationHint),
        };
        map.Close();
        return settings;
    }

    public static Level? LevelOf(ConfigMap map, string key) =>
        map.Text(key) is null ? null : Levels.TryParse(map.OneOf(key, "info", Levels.All), out var level) ? level : null;

    /// <summary>Null after a fault, which is named.</summary>
    public static Regex? Pattern(ConfigMap map, string key, string text, Mark? at = null)
    {
        try
        {
            return Values.Pattern(text);
        }
        catch (ArgumentException exception)
        {
            Fault($"is no regular expression: {exception.Message}");
        }
        catch (NotSupportedException)
        {
            Fault("uses look-around, back references or atomic groups, which patterns here cannot: they must not become slow on any line");
        }

        return null;

        void Fault(string message)
        {
            if (at is { } mark)
                map.Reading.Fault(mark, map.PathOf(key), message);
            else
                map.Fault(key, message);
        }
    }

    private static List<PathPattern> Paths(ConfigMap map, string key, string baseFolder)
    {
        var paths = new List<PathPattern>();
        foreach (var (text, at) in map.Texts(key).Where(path => path.Text.Length > 0))
        {
            var full = Path.GetFullPath(text, baseFolder);
            if (full.EndsWith(Path.DirectorySeparatorChar) || (!text.AsSpan().ContainsAny('*', '?') && Directory.Exists(full)))
                map.Reading.Fault(at, map.PathOf(key), $"names a folder; its files are {Path.Combine(text, "*.log")}, with those of folders below it {Path.Combine(text, "**", "*.log")}");
            else
                paths.Add(new PathPattern(full));
        }

        return paths;
    }

    private static Encoding? EncodingOf(ConfigMap map, string key)
    {
        if (map.Text(key) is not { } name)
            return null;
        if (Values.TextEncoding(name) is { } encoding)
            return encoding;
        map.Fault(key, $"must be utf-8, utf-16le, utf-16be or a code page such as windows-1251, cp866, koi8-r or iso-8859-1, not '{name}'");
        return null;
    }

    private static TimeZoneInfo ZoneOf(ConfigMap map)
    {
        if (map.Text("timeZone") is not { } name)
            return TimeZoneInfo.Local;
        if (Values.Zone(name) is { } zone)
            return zone;
        map.Fault("timeZone", $"must be local, UTC or a name such as Europe/Moscow, not '{name}'");
        return TimeZoneInfo.Local;
    }

    private static Dictionary<string, string> Labels(ConfigMap map)
    {
        var labels = new Dictionary<string, string>();
        if (map.Map("labels") is { } own)
        {
            foreach (var name in own.Names)
                labels[name] = own.Text(name) ?? "";
        }

        foreach (var field in Fields)
        {
            if (map.Text(field) is { } text)
                labels[field] = text;
        }

        return labels;
    }

    private static List<Regex> Patterns(ConfigMap map, string key) =>
        [.. map.Texts(key).Select(pattern => Pattern(map, key, pattern.Text, pattern.At)).OfType<Regex>()];
}
