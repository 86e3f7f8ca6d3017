using System.Text.RegularExpressions;

namespace NotiLog.Agent.Following;

/// <summary>Tells stack traces from other text of several lines.</summary>
internal static partial class StackTrace
{
    public static bool Looks(string lines) => Frame().IsMatch(lines);

    /// <summary>Frames of Java, .NET and JavaScript, Python, Go, Ruby and PHP.</summary>
    [GeneratedRegex(@"^(\s+at \S|Traceback \(most recent call last\)|\s+File "".+"", line \d+|Caused by: |goroutine \d+ \[|\s+from .+:\d+:in |#\d+ \S)", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Frame();
}
