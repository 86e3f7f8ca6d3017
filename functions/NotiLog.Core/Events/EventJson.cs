using System.Text.Json;

namespace NotiLog.Events;

/// <summary>An event in the API's shape.</summary>
public static class EventJson
{
    /// <param name="withTriage">With what operators made of it.</param>
    /// <param name="truncated">Says that something was left out.</param>
    public static void Write(Utf8JsonWriter json, LogEvent e, bool withTriage = false, bool truncated = false)
    {
        json.WriteStartObject();
        json.WriteString("eventId", e.EventId);
        WriteText(json, "id", e.Id);
        json.WriteString("time", e.Time.UtcDateTime);
        json.WriteString("receivedAt", e.ReceivedAt.UtcDateTime);
        json.WriteString("level", e.Level.Name());
        json.WriteString("message", e.Message);
        json.WriteString("host", e.Host);
        json.WriteString("service", e.Service);
        json.WriteString("source", e.Source);
        json.WriteString("environment", e.Environment);
        json.WriteString("kind", e.Kind);
        json.WriteString("agentId", e.AgentId?.ToString());
        json.WriteString("status", e.Status);
        WriteText(json, "requestId", e.RequestId);
        WriteText(json, "correlationId", e.CorrelationId);
        WriteText(json, "traceId", e.TraceId);
        WriteText(json, "spanId", e.SpanId);
        WriteText(json, "stackTrace", e.StackTrace);
        if (e.Context is { } context)
        {
            json.WritePropertyName("context");
            json.WriteRawValue(context, skipInputValidation: true);
        }

        if (e.Recovers)
            json.WriteBoolean("recovers", true);
        if (truncated)
            json.WriteBoolean("truncated", true);
        if (withTriage)
            WriteTriage(json, e.Triage);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void WriteTriage(Utf8JsonWriter json, IReadOnlyList<Triage> words)
    {
        json.WriteStartArray("triage");
        foreach (var word in words)
        {
            json.WriteStartObject();
            json.WriteString("status", word.Status);
            WriteText(json, "note", word.Note);
            json.WriteString("by", word.By);
            json.WriteString("at", word.At.UtcDateTime);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
