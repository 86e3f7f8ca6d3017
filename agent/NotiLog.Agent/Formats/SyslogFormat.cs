using System.Globalization;
using System.Text.RegularExpressions;
using NotiLog.Agent.Events;

namespace NotiLog.Agent.Formats;

/// <summary>Syslog: RFC 5424 when the header has a version, else RFC 3164 (with or without priority, with a classic or an ISO time).</summary>
internal sealed partial class SyslogFormat : ILineFormat
{
    private const int HighestPriority = 191;

    public bool TryRead(string line, TimeContext times, LogLine into) => TryReadNew(line, times, into) || TryReadOld(line, times, into);

    private static bool TryReadNew(string line, TimeContext times, LogLine into)
    {
        if (New().Match(line) is not { Success: true } match || !TryReadPriority(match.Groups["pri"].ValueSpan, into))
            return false;
        if (match.Groups["time"].ValueSpan is not "-")
        {
            if (!LogTime.TryReadWhole(match.Groups["time"].ValueSpan, times, out var time))
                return false;
            into.Time = time;
        }

        into.Host = Known(match.Groups["host"].Value);
        into.Service = Known(match.Groups["app"].Value);
        into.Add("pid", match.Groups["pid"].Value);
        into.Add("messageId", match.Groups["id"].Value);
        if (match.Groups["data"].Success)
        {
            foreach (Match element in Element().Matches(match.Groups["data"].Value))
            {
                foreach (Match parameter in Parameter().Matches(element.Groups["parameters"].Value))
                    into.Add($"{element.Groups["id"].Value}.{parameter.Groups["name"].Value}", Unescape().Replace(parameter.Groups["value"].Value, "$1"));
            }
        }

        into.Message = OrWhole(match.Groups["message"].Value.TrimStart('\uFEFF'), line);
        return true;
    }

    private static bool TryReadOld(string line, TimeContext times, LogLine into)
    {
        var rest = line.AsSpan();
        if (rest.StartsWith("<"))
        {
            var end = rest.IndexOf('>');
            if (end is < 2 or > 4 || !TryReadPriority(rest[1..end], into))
                return false;
            rest = rest[(end + 1)..];
        }

        if (!LogTime.TryRead(rest, times, out var time, out var length) || Old().Match(line, line.Length - rest.Length + length) is not { Success: true } match)
            return false;
        into.Time = time;
        into.Host = match.Groups["host"].Value;
        into.Service = match.Groups["tag"].Value;
        into.Add("pid", match.Groups["pid"].Value);
        into.Message = OrWhole(match.Groups["message"].Value, line);
        if (into.Level is null && LevelWord.TryFind(into.Message, out var level))
            into.Level = level;
        return true;
    }

    private static bool TryReadPriority(ReadOnlySpan<char> text, LogLine into)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var priority) || priority > HighestPriority)
            return false;
        into.Level = Levels.OfSeverity(priority % 8);
        return true;
    }

    private static string? Known(string text) => text == "-" ? null : text;

    private static string OrWhole(string message, string line) => message.Length > 0 ? message : line;

    [GeneratedRegex(@"^<(?<pri>\d{1,3})>1 (?<time>\S+) (?<host>\S+) (?<app>\S+) (?<pid>\S+) (?<id>\S+) (?:-|(?<data>(?:\[(?:[^\]\\""]|\\.|""(?:[^""\\]|\\.)*"")*\])+))(?: (?<message>.*))?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex New();

    [GeneratedRegex(@"\[(?<id>[^\s\]]+)(?<parameters>(?:[^\]""]|""(?:[^""\\]|\\.)*"")*)\]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Element();

    [GeneratedRegex(@"(?<name>[^\s=\]""]+)=""(?<value>(?:[^""\\]|\\.)*)""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\\([\\\]""])", RegexOptions.CultureInvariant)]
    private static partial Regex Unescape();

    [GeneratedRegex(@"\G\s+(?<host>\S+)\s+(?<tag>[^\s:\[]+)(\[(?<pid>[^\]]*)\])?:\s?(?<message>.*)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Old();
}
