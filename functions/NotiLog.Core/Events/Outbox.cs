using System.Text.Json;
using NotiLog.Common;
using NotiLog.Tables;

namespace NotiLog.Events;

/// <summary>Names an outbox row; what the queue <c>events</c> carries (claim check). Whoever gets it reads the row, and finds nothing when the batch is routed already.</summary>
public sealed record RouteMessage(string Table, string Partition, Guid BatchId)
{
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <exception cref="JsonException">Not such a message.</exception>
    public static RouteMessage FromJson(string json) =>
        JsonSerializer.Deserialize<RouteMessage>(json, JsonSerializerOptions.Web) ?? throw new JsonException("null is no message");
}

/// <summary>
/// The row in the same commit as its events that says: somebody may have to be told about these. It goes when the batch is routed;
/// until then the sweep hints at it again.
/// </summary>
public sealed record OutboxEntry
{
    public const string Prefix = "o";

    public required RouteMessage Key { get; init; }

    public required int RoutingVersion { get; init; }

    public required IReadOnlyList<Guid> EventIds { get; init; }

    /// <summary>When the queue was last told.</summary>
    public required DateTimeOffset HintedAt { get; init; }

    /// <summary>Hints after the first.</summary>
    public int Attempts { get; init; }

    /// <summary>Why the batch is no longer hinted at, or null.</summary>
    public string? Parked { get; init; }

    /// <summary>The traces of the requests that brought the events, or null.</summary>
    public string? Trace { get; init; }

    public string? ETag { get; init; }

    public static string RowOf(Guid batchId) => Prefix + batchId.ToString("N");

    public TableRow ToRow() => new TableRow(Key.Partition, RowOf(Key.BatchId))
        .Set("routingVersion", (long)RoutingVersion)
        .Set("eventIds", Ids.Write(EventIds))
        .Set("hintedAt", HintedAt)
        .Set("attempts", (long)Attempts)
        .Set("parked", Parked)
        .Set("trace", Trace);

    public static OutboxEntry Read(string table, TableRow row) => new()
    {
        Key = new RouteMessage(table, row.PartitionKey, Guid.ParseExact(row.RowKey.AsSpan(1), "N")),
        RoutingVersion = (int)(row.GetLong("routingVersion") ?? 0),
        EventIds = Ids.Read(row.GetBytes("eventIds")),
        HintedAt = row.GetTime("hintedAt") ?? default,
        Attempts = (int)(row.GetLong("attempts") ?? 0),
        Parked = row.GetString("parked"),
        Trace = row.GetString("trace"),
        ETag = row.ETag,
    };

    /// <summary>The time in the batch's id: when it was received.</summary>
    public DateTimeOffset ReceivedAt => Uuid7.TimeOf(Key.BatchId);
}
