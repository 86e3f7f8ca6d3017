using System.Text.RegularExpressions;
using NotiLog.Agent.Following;

namespace NotiLog.Agent.Configuration;

/// <summary>Reads <c>multiline</c>: a word, or patterns with limits.</summary>
internal static class MultilineSection
{
    private const int UsualLines = 500;
    private const string Off = "off";
    private const string Format = "format";
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(2);

    /// <summary>Lines that belong to the one before: indented ones and what stack traces have at the margin.</summary>
    private static readonly Regex Indented = Values.Pattern(@"^(\s|Caused by: |Traceback \(most recent|During handling of the above|The above exception was|\.\.\. \d+ more|--- End of |\w+(\.\w+)*(Error|Exception|Warning|Interrupt)(: |$)|\}|\)|\])");

    private static readonly Regex Dated = Values.Pattern(@"^\W{0,2}(\d{4}[-/]\d\d[-/]\d\d|\d\d[./-](\d\d|[A-Za-z]{3})[./-]\d{4}|\d\d:\d\d:\d\d|[A-Z][a-z]{2} [ \d]\d \d\d:)");

    /// <param name="entryStart">How the format's entries begin; null when it has single lines.</param>
    public static Multiline? Read(ConfigMap map, Regex? entryStart)
    {
        if (!map.IsMap("multiline"))
        {
            return map.OneOf("multiline", Format, [Off, Format, "indented", "time"]) switch
            {
                Off => null,
                "indented" => new Multiline(null, Indented, UsualWait, UsualLines),
                "time" => new Multiline(Dated, null, UsualWait, UsualLines),
                _ => entryStart is null ? null : new Multiline(entryStart, null, UsualWait, UsualLines),
            };
        }

        var own = map.Map("multiline")!;
        var start = own.Text("start") is { } begins ? FileSection.Pattern(own, "start", begins) : null;
        var continuation = own.Text("continue") is { } goesOn ? FileSection.Pattern(own, "continue", goesOn) : null;
        if (own.Text("start") is null == own.Text("continue") is null)
            own.Fault("start", "or continue is required, one of them: a pattern for lines that begin an entry, or for lines that belong to the one before");
        var wait = own.Parsed("wait", Values.Duration, Values.DurationHint) ?? UsualWait;
        var most = own.Parsed<int>("maxLines", text => Values.Number(text) is { } lines and > 0 and <= 10_000 ? lines : null, "a number from 1 to 10000") ?? UsualLines;
        own.Close();
        return start is null && continuation is null ? null : new Multiline(start, continuation, wait, most);
    }
}
