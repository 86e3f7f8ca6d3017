namespace NotiLog.Agent.Formats;

/// <summary>The formats by the names that the configuration uses.</summary>
internal static class KnownFormats
{
    public const string Plain = "plain";
    public const string Json = "json";

    public static readonly IReadOnlyList<string> Names = [Plain, "syslog", "log4j", "serilog", "clef", "python", "nginx-access", "nginx-error", Json];

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="fields">For <c>json</c>: event field to name in the file.</param>
    public static ILineFormat Make(string name, IReadOnlyDictionary<string, string> fields) => name switch
    {
        "syslog" => new SyslogFormat(),
        "log4j" => new HeaderFormat(Headers.Log4j(), startsEntries: true),
        "serilog" => new HeaderFormat(Headers.Serilog(), startsEntries: true),
        "clef" => new ClefFormat(),
        "python" => new HeaderFormat(Headers.Python(), startsEntries: true),
        "nginx-access" => new NginxAccessFormat(),
        "nginx-error" => new NginxErrorFormat(),
        Json => new JsonFormat(fields),
        Plain => new PlainFormat(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "unknown format"),
    };
}
