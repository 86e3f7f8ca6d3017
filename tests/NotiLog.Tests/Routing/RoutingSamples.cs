using System.Text.Json;
using NotiLog.Common;
using NotiLog.Events;
using NotiLog.Requests;
using NotiLog.Routing;

namespace NotiLog.Tests.Routing;

/// <summary>Valid values from which a test departs.</summary>
internal static class RoutingSamples
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static LogEvent Event(Func<LogEvent, LogEvent>? change = null)
    {
        var sample = new LogEvent
        {
            EventId = Uuid7.FromSteps(Uuid7.StepsOf(Noon), 1),
            Time = Noon,
            ReceivedAt = Noon,
            Level = Level.Error,
            Message = "payment 4711 failed",
            Host = "web-1",
            Service = "payments",
            Source = "worker",
            Environment = "production",
            Kind = "log",
        };
        return change is null ? sample : change(sample);
    }

    public static JsonElement Json(string json) => JsonElement.Parse(json, JsonFields.Strict);

    /// <summary>A document from the routes' JSON.</summary>
    public static RoutingDocument Document(params string[] routes) =>
        RoutingDocument.Parse(Json($$"""{"routes":[{{string.Join(',', routes)}}]}"""), "", null).Value;

    public static CompiledRouting Routing(params string[] routes) => new(1, Document(routes));

    public static bool Holds(string matcher, LogEvent logEvent)
    {
        var faults = new Faults();
        var parsed = Matcher.Parse(matcher, "match[0]", faults);
        Assert.False(faults.Any, string.Join("; ", faults.ByField.SelectMany(fault => fault.Value)));
        var evaluated = new EvaluatedEvent(logEvent);
        var holds = parsed!.Holds(ref evaluated);
        evaluated.Dispose();
        return holds;
    }
}
