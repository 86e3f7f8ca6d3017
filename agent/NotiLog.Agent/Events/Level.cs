using System.Collections.Frozen;

namespace NotiLog.Agent.Events;

internal enum Level
{
    Trace,
    Debug,
    Info,
    Warning,
    Error,
    Critical,
}

/// <summary>Levels as logs spell them, case ignored.</summary>
internal static class Levels
{
    public static readonly IReadOnlyList<string> All = ["trace", "debug", "info", "warning", "error", "critical"];

    /// <summary>The longest spelling that is known.</summary>
    public const int LongestName = 13;

    private static readonly FrozenDictionary<string, Level> Spellings = new Dictionary<string, Level>
    {
        ["trace"] = Level.Trace,
        ["trc"] = Level.Trace,
        ["verbose"] = Level.Trace,
        ["verb"] = Level.Trace,
        ["vrb"] = Level.Trace,
        ["finest"] = Level.Trace,
        ["finer"] = Level.Trace,
        ["debug"] = Level.Debug,
        ["dbg"] = Level.Debug,
        ["debg"] = Level.Debug,
        ["fine"] = Level.Debug,
        ["info"] = Level.Info,
        ["inf"] = Level.Info,
        ["information"] = Level.Info,
        ["informational"] = Level.Info,
        ["notice"] = Level.Info,
        ["note"] = Level.Info,
        ["config"] = Level.Info,
        ["warning"] = Level.Warning,
        ["warn"] = Level.Warning,
        ["wrn"] = Level.Warning,
        ["error"] = Level.Error,
        ["err"] = Level.Error,
        ["severe"] = Level.Error,
        ["fail"] = Level.Error,
        ["critical"] = Level.Critical,
        ["crit"] = Level.Critical,
        ["crt"] = Level.Critical,
        ["fatal"] = Level.Critical,
        ["ftl"] = Level.Critical,
        ["alert"] = Level.Critical,
        ["emerg"] = Level.Critical,
        ["emergency"] = Level.Critical,
        ["panic"] = Level.Critical,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, Level>.AlternateLookup<ReadOnlySpan<char>> BySpan = Spellings.GetAlternateLookup<ReadOnlySpan<char>>();

    public static string NameOf(Level level) => All[(int)level];

    public static bool TryParse(ReadOnlySpan<char> text, out Level level) => BySpan.TryGetValue(text, out level);

    /// <summary>Syslog's severities, 0 emergency to 7 debug.</summary>
    public static Level OfSeverity(int severity) => severity switch
    {
        <= 2 => Level.Critical,
        3 => Level.Error,
        4 => Level.Warning,
        <= 6 => Level.Info,
        _ => Level.Debug,
    };
}
