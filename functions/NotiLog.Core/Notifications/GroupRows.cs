using System.Text.Json;
using NotiLog.Tables;

namespace NotiLog.Notifications;

/// <summary>The rows <c>head</c> and <c>flush</c> of a group.</summary>
internal static class GroupRows
{
    public const string Head = "head";
    public const string Flush = "flush";

    public static TableRow Of(GroupHead head) => new TableRow(head.GroupId, Head)
        .Set("route", head.Route)
        .SetText("values", JsonSerializer.Serialize(head.Values))
        .Set("version", (long)head.Version)
        .Set("endsAt", head.EndsAt);

    public static GroupHead ReadHead(TableRow row) => new(
        row.PartitionKey,
        row.GetString("route")!,
        JsonSerializer.Deserialize<OrderedDictionary<string, string>>(row.GetText("values")!)!,
        (int)(row.GetLong("version") ?? 0),
        row.GetTime("endsAt") ?? default,
        row.ETag);

    public static TableRow Of(string groupId, GroupFlush flush)
    {
        var row = new TableRow(groupId, Flush)
            .Set("endsAt", flush.EndsAt)
            .Set("notificationId", flush.NotificationId.ToString())
            .Set("createdAt", flush.CreatedAt)
            .Set("firstBatch", flush.FirstBatch?.ToString())
            .Set("lastBatch", flush.LastBatch?.ToString())
            .Set("nextEnd", flush.NextEnd)
            .Set("closed", flush.Closed);
        return flush.Total?.WriteTo(row) ?? row;
    }

    public static GroupFlush ReadFlush(TableRow row) => new(
        row.GetTime("endsAt") ?? default,
        Guid.Parse(row.GetString("notificationId")!),
        row.GetTime("createdAt") ?? default,
        row.GetLong("count") is null ? null : Telling.Read(row),
        Id(row.GetString("firstBatch")),
        Id(row.GetString("lastBatch")),
        row.GetTime("nextEnd") ?? default,
        row.GetBool("closed") ?? false,
        row.ETag);

    private static Guid? Id(string? text) => text is null ? null : Guid.Parse(text);
}
