using NotiLog.Agent.Events;

namespace NotiLog.Agent.Formats;

/// <summary>nginx's (and Apache's) access log, common or combined; the level follows from the status: 5xx error, 4xx warning.</summary>
internal sealed class NginxAccessFormat : ILineFormat
{
    private static readonly string[] InContext = ["client", "user", "status", "bytes", "referrer", "userAgent"];

    public string Service => "nginx";

    public bool TryRead(string line, TimeContext times, LogLine into)
    {
        var match = Headers.NginxAccess().Match(line);
        if (!match.Success || !LogTime.TryReadWhole(match.Groups["time"].ValueSpan, times, out var time))
            return false;
        into.Time = time;
        into.Level = match.Groups["status"].ValueSpan[0] switch { '5' => Level.Error, '4' => Level.Warning, _ => Level.Info };
        into.Message = $"{match.Groups["request"].ValueSpan} {match.Groups["status"].ValueSpan}";
        foreach (var name in InContext)
            into.Add(name, match.Groups[name].Value);
        into.Add("rest", match.Groups["rest"].Value.Trim());
        return true;
    }
}

/// <summary>nginx's error log.</summary>
internal sealed class NginxErrorFormat : ILineFormat
{
    private readonly HeaderFormat header = new(Headers.NginxError(), startsEntries: true);

    public string Service => "nginx";

    public System.Text.RegularExpressions.Regex? EntryStart => header.EntryStart;

    public bool TryRead(string line, TimeContext times, LogLine into) => header.TryRead(line, times, into);
}
