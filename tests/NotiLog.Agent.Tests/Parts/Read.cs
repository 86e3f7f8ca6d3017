using Microsoft.Extensions.Time.Testing;
using NotiLog.Agent.Events;
using NotiLog.Agent.Formats;

namespace NotiLog.Agent.Tests.Parts;

/// <summary>Lines read by a format, at noon UTC of 30 November 2026.</summary>
internal static class Read
{
    public static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    public static TimeContext Times(string zone = "UTC") => new(new TimeZones(TimeZoneInfo.FindSystemTimeZoneById(zone)), new FakeTimeProvider(Now));

    /// <summary>Null when the line is not of the format.</summary>
    public static LogLine? Line(string format, string line, string zone = "UTC")
    {
        var into = new LogLine();
        return KnownFormats.Make(format, new Dictionary<string, string>()).TryRead(line, Times(zone), into) ? into : null;
    }

    /// <summary><c>time level service|logger message</c>, as far as they were found.</summary>
    public static string Summary(string format, string line, string zone = "UTC")
    {
        if (Line(format, line, zone) is not { } read)
            return "-";
        var context = string.Concat(read.Context.Where(field => field.Text is not null).Select(field => $" {field.Name}={field.Text}"));
        return $"{read.Time?.UtcDateTime:yyyy-MM-ddTHH:mm:ss.ffffff}|{read.Level}|{read.Host}|{read.Service}|{read.Message}|{context.TrimStart()}";
    }
}
