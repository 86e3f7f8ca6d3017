using NotiLog.Common;
using NotiLog.Tables;

namespace NotiLog.Notifications;

/// <summary>A delivery as a row.</summary>
internal static class DeliveryRow
{
    public static TableRow Of(Delivery d) => new TableRow(DeliveryStore.DayOf(d.Id), Uuid7.NewestFirst(d.Id))
        .Set("notificationId", d.NotificationId.ToString())
        .Set("route", d.Route)
        .Set("channel", d.Channel)
        .Set("type", d.Type)
        .Set("recipient", d.Recipient)
        .Set("status", d.Status.Name())
        .Set("attempts", (long)d.Attempts)
        .Set("createdAt", d.CreatedAt)
        .Set("nextAttemptAt", d.NextAttemptAt)
        .Set("holder", d.Holder)
        .Set("deliveredAt", d.DeliveredAt)
        .SetText("error", d.Error)
        .SetText("answer", d.Answer)
        .Set("providerId", d.ProviderId)
        .Set("dueAt", d.DueAt)
        .Set("slot", d.Slot)
        .Set("fallback", d.Fallback == FallbackStage.None ? null : (long)d.Fallback)
        .Set("fallbackAt", d.FallbackAt)
        .Set("takenOverBy", d.TakenOver?.Channel)
        .Set("takenOverAt", d.TakenOver?.At)
        .Set("takenOverIn", d.TakenOver is { } takeover ? Ids.Write(takeover.Deliveries) : null)
        .Set("fallbackOf", d.FallbackOf)
        .Set("retryOf", d.RetryOf?.ToString())
        .Set("retriedBy", d.RetriedBy?.ToString())
        .Set("trace", d.Trace);

    public static Delivery Read(TableRow row) => new()
    {
        Id = Uuid7.FromNewestFirst(row.RowKey),
        NotificationId = Guid.Parse(row.GetString("notificationId")!),
        Route = row.GetString("route")!,
        Channel = row.GetString("channel")!,
        Type = row.GetString("type")!,
        Recipient = row.GetString("recipient")!,
        Status = Enum.Parse<DeliveryStatus>(row.GetString("status")!, ignoreCase: true),
        Attempts = (int)(row.GetLong("attempts") ?? 0),
        CreatedAt = row.GetTime("createdAt") ?? default,
        NextAttemptAt = row.GetTime("nextAttemptAt"),
        Holder = row.GetString("holder"),
        DeliveredAt = row.GetTime("deliveredAt"),
        Error = row.GetText("error"),
        Answer = row.GetText("answer"),
        ProviderId = row.GetString("providerId"),
        DueAt = row.GetTime("dueAt"),
        Slot = row.GetTime("slot"),
        Fallback = (FallbackStage)(row.GetLong("fallback") ?? 0),
        FallbackAt = row.GetTime("fallbackAt"),
        TakenOver = row.GetString("takenOverBy") is { } channel
            ? new Takeover(channel, Ids.Read(row.GetBytes("takenOverIn")), row.GetTime("takenOverAt") ?? default)
            : null,
        FallbackOf = row.GetString("fallbackOf"),
        RetryOf = IdIn(row, "retryOf"),
        RetriedBy = IdIn(row, "retriedBy"),
        Trace = row.GetString("trace"),
        ETag = row.ETag,
    };

    private static Guid? IdIn(TableRow row, string cell) => row.GetString(cell) is { } id ? Guid.Parse(id) : null;
}
