using NotiLog.Common;
using NotiLog.Tables;

namespace NotiLog.Notifications;

/// <summary>The events of one batch that joined one group.</summary>
/// <param name="NotificationId">The notification that tells of them; null while none does.</param>
public sealed record Arrival(Guid BatchId, Telling Telling, Guid? NotificationId, string? ETag = null)
{
    /// <summary>Of its row.</summary>
    public const string Prefix = "a";

    /// <summary>Of the row beside it as long as nothing tells of it, so that what waits is found however much has been told.</summary>
    public const string WaitingPrefix = "u";

    public DateTimeOffset ReceivedAt => Uuid7.TimeOf(BatchId);

    public static string RowOf(Guid batchId) => Prefix + batchId.ToString("N");

    public static string WaitingRowOf(Guid batchId) => WaitingPrefix + batchId.ToString("N");

    public TableRow ToRow(string groupId) =>
        Telling.WriteTo(new TableRow(groupId, RowOf(BatchId))).Set("notificationId", NotificationId?.ToString());

    public static Arrival Read(TableRow row) => new(
        BatchIn(row.RowKey),
        Telling.Read(row),
        row.GetString("notificationId") is { } id ? Guid.Parse(id) : null,
        row.ETag);

    public static Guid BatchIn(string rowKey) => Guid.ParseExact(rowKey.AsSpan(1), "N");
}
