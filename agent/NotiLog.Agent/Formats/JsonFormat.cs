using System.Text.Json;
using NotiLog.Agent.Events;

namespace NotiLog.Agent.Formats;

/// <summary>JSON lines: well-known names (and those of <paramref name="fields"/>) become the event's fields, the rest goes into the context.</summary>
/// <param name="fields">Event field to name in the file; dots lead into objects.</param>
internal sealed class JsonFormat(IReadOnlyDictionary<string, string> fields) : ILineFormat
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 60 };

    /// <summary>Earlier names win.</summary>
    private static readonly Dictionary<string, string[]> WellKnown = new()
    {
        ["time"] = ["time", "timestamp", "@timestamp", "ts", "t", "date", "datetime", "asctime", "eventTime", "Timestamp"],
        ["level"] = ["level", "severity", "lvl", "loglevel", "log.level", "levelname", "Level", "LogLevel"],
        ["message"] = ["message", "msg", "@message", "text", "Message", "MessageTemplate", "body"],
        ["stackTrace"] = ["stackTrace", "stack_trace", "stack", "exc_info", "exception", "Exception", "error.stack", "error.stack_trace", "err.stack"],
        ["traceId"] = ["traceId", "trace_id", "trace.id", "TraceId", "traceid"],
        ["spanId"] = ["spanId", "span_id", "span.id", "SpanId", "spanid"],
        ["requestId"] = ["requestId", "request_id", "RequestId", "req_id"],
        ["correlationId"] = ["correlationId", "correlation_id", "CorrelationId"],
        ["service"] = ["service", "service.name", "serviceName"],
        ["host"] = ["host", "hostname", "host.name"],
        ["source"] = ["source"],
        ["environment"] = ["environment", "env", "service.environment"],
    };

    private readonly Dictionary<string, string[]> names = WellKnown.ToDictionary(
        known => known.Key, known => fields.TryGetValue(known.Key, out var own) ? [own] : known.Value);

    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    public bool TryRead(string line, TimeContext times, LogLine into)
    {
        if (!line.AsSpan().TrimStart().StartsWith("{"))
            return false;
        try
        {
            using var document = JsonDocument.Parse(line, Strict);
            Read(document.RootElement, line, times, into);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            // Text with half a surrogate pair: kept as it is written, in a plain line.
            return false;
        }
    }

    private void Read(JsonElement root, string line, TimeContext times, LogLine into)
    {
        used.Clear();
        foreach (var (field, candidates) in names)
        {
            foreach (var name in candidates)
            {
                if (Find(root, name) is not { } value || !TryTake(field, value, times, into))
                    continue;
                used.Add(name);
                break;
            }
        }

        if (into.Message.Length == 0)
            into.Message = line;
        foreach (var member in root.EnumerateObject())
        {
            if (!used.Contains(member.Name))
                into.Context.Add(JsonValues.ToContext(member.Name, member.Value));
        }
    }

    private static JsonElement? Find(JsonElement root, string name)
    {
        if (root.TryGetProperty(name, out var direct))
            return direct;
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0 && root.TryGetProperty(name.AsSpan(0, dot), out var inner) && inner.ValueKind == JsonValueKind.Object)
            return Find(inner, name[(dot + 1)..]);
        return null;
    }

    private static bool TryTake(string field, JsonElement value, TimeContext times, LogLine into)
    {
        switch (field)
        {
            case "time":
                into.Time = JsonValues.Time(value, times);
                return into.Time is not null;
            case "level":
                into.Level = JsonValues.Level(value);
                return into.Level is not null;
            case "message":
                into.Message = JsonValues.Text(value) ?? "";
                return into.Message.Length > 0;
            default:
                return JsonValues.Text(value) is { Length: > 0 } text && into.TrySet(field, text);
        }
    }
}
