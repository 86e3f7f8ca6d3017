using System.Text;
using System.Text.RegularExpressions;
using NotiLog.Agent.Events;
using NotiLog.Agent.Formats;

namespace NotiLog.Agent.Following;

/// <summary>How the files of some patterns are followed.</summary>
internal sealed record FileSettings
{
    public required IReadOnlyList<PathPattern> Paths { get; init; }

    public IReadOnlyList<PathPattern> ExcludedPaths { get; init; } = [];

    /// <summary>Where a file is begun that is there when its pattern is looked at for the first time. Files that come later are read from their beginning.</summary>
    public bool FromBeginning { get; init; }

    /// <summary>Null: UTF-8, unless a byte order mark says otherwise.</summary>
    public Encoding Encoding { get; init; } = Encoding.UTF8;

    public Encoding? FallbackEncoding { get; init; }

    public Multiline? Multiline { get; init; }

    /// <summary>A new one for each file, since formats keep what they work with.</summary>
    public required Func<ILineFormat> Format { get; init; }

    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Local;

    /// <summary>Event field or name of one's own, and its value.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>When not empty, only entries with a line that one of them matches.</summary>
    public IReadOnlyList<Regex> Include { get; init; } = [];

    public IReadOnlyList<Regex> Exclude { get; init; } = [];

    /// <summary>Of lines that name no level.</summary>
    public Level DefaultLevel { get; init; } = Level.Info;

    public Level LeastLevel { get; init; } = Level.Trace;

    /// <summary>After how long without growth a last line without its end is taken as it stands; null: when the file has been rotated away.</summary>
    public TimeSpan? TakePartialAfter { get; init; }

    private static readonly string[] Compressed = [".gz", ".bz2", ".xz", ".zst", ".lz4", ".zip", ".7z"];

    public bool Covers(string path) => Paths.Any(pattern => pattern.IsMatch(path)) && !IsExcluded(path);

    public bool IsExcluded(string path) =>
        Compressed.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) || ExcludedPaths.Any(pattern => pattern.IsMatch(path));
}
