using System.Text.Json;

namespace NotiLog.Agent.Events;

/// <summary>A value of one's own that goes into <c>context</c>: a text, or JSON as it was read.</summary>
internal readonly record struct ContextField(string Name, string? Text, JsonElement Json = default);

/// <summary>What a format found in a line. One instance is used again and again; null where nothing was found.</summary>
internal sealed class LogLine
{
    public string Message { get; set; } = "";

    public Level? Level { get; set; }

    public DateTimeOffset? Time { get; set; }

    public string? StackTrace { get; set; }

    public string? Host { get; set; }

    public string? Service { get; set; }

    public string? Source { get; set; }

    public string? Environment { get; set; }

    public string? RequestId { get; set; }

    public string? CorrelationId { get; set; }

    public string? TraceId { get; set; }

    public string? SpanId { get; set; }

    public List<ContextField> Context { get; } = [];

    public void Clear()
    {
        Message = "";
        (Level, Time, StackTrace) = (null, null, null);
        (Host, Service, Source, Environment) = (null, null, null, null);
        (RequestId, CorrelationId, TraceId, SpanId) = (null, null, null, null);
        Context.Clear();
    }

    /// <summary>Adds to the context; nothing when the value is null, empty or a lone dash.</summary>
    public void Add(string name, string? text)
    {
        if (text is { Length: > 0 } and not "-")
            Context.Add(new(name, text));
    }

    /// <summary>Sets the field of this name (as in the events' JSON, without time, level, message); false when there is none.</summary>
    public bool TrySet(string field, string? text)
    {
        switch (field)
        {
            case "host": Host = text; return true;
            case "service": Service = text; return true;
            case "source": Source = text; return true;
            case "environment": Environment = text; return true;
            case "requestId": RequestId = text; return true;
            case "correlationId": CorrelationId = text; return true;
            case "traceId": TraceId = text; return true;
            case "spanId": SpanId = text; return true;
            case "stackTrace": StackTrace = text; return true;
            default: return false;
        }
    }
}
