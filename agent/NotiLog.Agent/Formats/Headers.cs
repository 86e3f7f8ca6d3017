using System.Text.RegularExpressions;

namespace NotiLog.Agent.Formats;

/// <summary>How the lines of well-known loggers begin.</summary>
internal static partial class Headers
{
    private const string Date = @"(?:\d{4}[-/]\d\d[-/]\d\d[T _]|\d\d[./-](?:\d\d|[A-Za-z]{3})[./-]\d{4}[ :T])";
    private const string Clock = @"\d\d:\d\d:\d\d(?:[.,]\d{1,9})?";
    private const string Offset = @"(?: ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?";
    private const string Time = $"(?<time>{Date}?{Clock}{Offset})";
    private const string Level = "TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|SEVERE|FATAL|CRITICAL|FINE|FINER|FINEST|CONFIG";
    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    /// <summary>Layouts of log4j, logback and Spring Boot: time, then thread, level and logger in the usual orders, then <c>-</c> or <c>:</c>.</summary>
    [GeneratedRegex($@"^\[?{Time}\]?[ |]+(?:\[(?<thread>[^\]]*)\] +)?\[?(?<level>{Level})\]?[ |]+(?:(?<pid>\d+) +--- +)?(?:\[(?<thread>[^\]]*)\] +)*(?:(?<logger>[\w.$\[\]/@-]+?)(?::\d+)?(?:\(\d+\))? *(?:-|:|\|) +)?(?<message>.*)$", Options)]
    public static partial Regex Log4j();

    /// <summary>Serilog's output templates for console and file.</summary>
    [GeneratedRegex($@"^\[?{Time} ?(?:\[| )(?<level>VRB|DBG|INF|WRN|ERR|FTL|Verbose|Debug|Information|Warning|Error|Fatal)\] (?:\[(?<logger>[\w.`+]+)\] )?(?<message>.*)$", Options)]
    public static partial Regex Serilog();

    /// <summary>Python's logging: <c>asctime - name - level - message</c>, <c>asctime level name: message</c> and <c>LEVEL:name:message</c>.</summary>
    [GeneratedRegex($@"^(?:{Time}(?: - |:| )(?:(?<logger>[\w.<>-]+)(?: - |:| ))?\[?(?<level>DEBUG|INFO|WARNING|WARN|ERROR|CRITICAL|FATAL)\]?(?: - |:| +)(?:\[?(?<logger>[\w.<>-]+)\]?: )?(?<message>.*)|(?<level>DEBUG|INFO|WARNING|ERROR|CRITICAL):(?<logger>[\w.<>-]+):(?<message>.*))$", Options)]
    public static partial Regex Python();

    [GeneratedRegex(@"^(?<time>\d{4}/\d\d/\d\d \d\d:\d\d:\d\d) \[(?<level>\w+)\] (?<pid>\d+)#(?<tid>\d+): (?:\*(?<connection>\d+) )?(?<message>.*?)(?:, client: (?<client>[^,]+))?(?:, server: (?<server>[^,]*))?(?:, request: ""(?<request>[^""]*)"")?(?:, subrequest: ""[^""]*"")?(?:, upstream: ""(?<upstream>[^""]*)"")?(?:, host: ""(?<virtualHost>[^""]*)"")?(?:, referrer: ""(?<referrer>[^""]*)"")?$", Options)]
    public static partial Regex NginxError();

    [GeneratedRegex(@"^(?<client>\S+) \S+ (?<user>\S+) \[(?<time>[^\]]+)\] ""(?<request>(?:[^""\\]|\\.)*)"" (?<status>\d{3}) (?<bytes>\d+|-)(?: ""(?<referrer>(?:[^""\\]|\\.)*)"" ""(?<userAgent>(?:[^""\\]|\\.)*)"")?(?<rest>.*)$", Options)]
    public static partial Regex NginxAccess();
}
