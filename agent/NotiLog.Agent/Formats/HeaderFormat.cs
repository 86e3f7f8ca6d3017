using System.Text.RegularExpressions;
using NotiLog.Agent.Events;

namespace NotiLog.Agent.Formats;

/// <summary>
/// A line whose beginning a pattern names: groups <c>time</c>, <c>level</c> and <c>message</c>, the names of event fields, and others, which go into the context.
/// </summary>
/// <param name="startsEntries">Lines the pattern does not match belong to the entry before.</param>
internal sealed class HeaderFormat(Regex pattern, bool startsEntries) : ILineFormat
{
    private readonly string[] names = [.. pattern.GetGroupNames().Where(name => !char.IsAsciiDigit(name[0]))];
    private readonly int[] numbers = [.. pattern.GetGroupNames().Where(name => !char.IsAsciiDigit(name[0])).Select(pattern.GroupNumberFromName)];

    public Regex? EntryStart => startsEntries ? pattern : null;

    public bool TryRead(string line, TimeContext times, LogLine into)
    {
        var match = pattern.Match(line);
        if (!match.Success)
            return false;
        into.Message = line;
        for (var i = 0; i < names.Length; i++)
        {
            if (match.Groups[numbers[i]] is { Success: true } group)
                Take(names[i], group, times, into);
        }

        return true;
    }

    private static void Take(string name, Group group, TimeContext times, LogLine into)
    {
        switch (name)
        {
            case "time":
                if (LogTime.TryReadWhole(group.ValueSpan, times, out var time))
                    into.Time = time;
                else
                    into.Add("time", group.Value);
                break;
            case "level":
                if (Levels.TryParse(group.ValueSpan, out var level))
                    into.Level = level;
                else
                    into.Add("level", group.Value);
                break;
            case "message":
                if (!group.ValueSpan.IsWhiteSpace())
                    into.Message = group.Value;
                break;
            default:
                if (!into.TrySet(name, group.Value))
                    into.Add(name, group.Value);
                break;
        }
    }
}
