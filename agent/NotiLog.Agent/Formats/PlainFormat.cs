using NotiLog.Agent.Events;

namespace NotiLog.Agent.Formats;

/// <summary>Any text: the message is the whole line; a time at its beginning and a level in its first words are taken where they are plain to see.</summary>
internal sealed class PlainFormat : ILineFormat
{
    public bool TryRead(string line, TimeContext times, LogLine into)
    {
        into.Message = line;
        var rest = line.AsSpan();
        var brackets = rest.StartsWith("[") ? 1 : 0;
        if (LogTime.TryRead(rest[brackets..], times, out var time, out var length))
        {
            into.Time = time;
            rest = rest[(brackets + length)..];
        }

        if (LevelWord.TryFind(rest, out var level))
            into.Level = level;
        return true;
    }
}
