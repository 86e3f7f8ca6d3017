using System.Text.Encodings.Web;
using System.Text.Json;
using NotiLog.Tables;

namespace NotiLog.Events;

/// <summary>An event as a row and back.</summary>
internal static class EventRow
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TableRow Of(LogEvent e)
    {
        var key = EventKey.Of(e.EventId);
        var row = new TableRow(key.Partition, key.Row)
            .Set("time", e.Time)
            .Set("received", e.ReceivedAt)
            .Set("level", (long)e.Level)
            .SetText("message", e.Message)
            .Set("host", e.Host)
            .Set("service", e.Service)
            .Set("source", e.Source)
            .Set("environment", e.Environment)
            .Set("kind", e.Kind)
            .Set("id", e.Id)
            .Set("requestId", e.RequestId)
            .Set("correlationId", e.CorrelationId)
            .Set("traceId", e.TraceId)
            .Set("spanId", e.SpanId)
            .SetText("stackTrace", e.StackTrace)
            .SetText("context", e.Context)
            .Set("agentId", e.AgentId?.ToString())
            .Set("status", e.Status)
            .Set("routingVersion", (long)e.RoutingVersion)
            .Set("batch", e.BatchId?.ToString("N"));
        if (e.Recovers)
            row.Set("recovers", true).Set("endedLevel", (long?)e.EndedLevel);
        return e.Triage.Count == 0 ? row : row.SetText("triage", JsonSerializer.Serialize(e.Triage, Readable));
    }

    public static LogEvent Read(TableRow row) => new()
    {
        EventId = IdOf(row.RowKey),
        Time = row.GetTime("time") ?? default,
        ReceivedAt = row.GetTime("received") ?? default,
        Level = (Level)(row.GetLong("level") ?? 0),
        Message = row.GetText("message") ?? "",
        Host = row.GetString("host") ?? "",
        Service = row.GetString("service") ?? "",
        Source = row.GetString("source") ?? "",
        Environment = row.GetString("environment") ?? "",
        Kind = row.GetString("kind") ?? "log",
        Id = row.GetString("id"),
        RequestId = row.GetString("requestId"),
        CorrelationId = row.GetString("correlationId"),
        TraceId = row.GetString("traceId"),
        SpanId = row.GetString("spanId"),
        StackTrace = row.GetText("stackTrace"),
        Context = row.GetText("context"),
        AgentId = row.GetString("agentId") is { } agent ? Guid.Parse(agent) : null,
        Recovers = row.GetBool("recovers") ?? false,
        EndedLevel = (Level?)row.GetLong("endedLevel"),
        RoutingVersion = (int)(row.GetLong("routingVersion") ?? 0),
        BatchId = row.GetString("batch") is { } batch ? Guid.ParseExact(batch, "N") : null,
        Status = row.GetString("status") ?? "open",
        Triage = row.GetText("triage") is { } triage ? JsonSerializer.Deserialize<List<Triage>>(triage, JsonSerializerOptions.Web)! : [],
    };

    /// <summary>The text of a cell that events are filtered by and receipts do not count by.</summary>
    public static string? Text(LogEvent e, string cell) => cell switch
    {
        "agentId" => e.AgentId?.ToString(),
        "status" => e.Status,
        "requestId" => e.RequestId,
        "correlationId" => e.CorrelationId,
        "traceId" => e.TraceId,
        _ => throw new ArgumentOutOfRangeException(nameof(cell), cell, "not a cell that events are filtered by"),
    };

    public static Guid IdOf(string rowKey) => Common.Uuid7.FromNewestFirst(rowKey.AsSpan(1));
}
