using NotiLog.Common;
using NotiLog.Events;

namespace NotiLog.Notifications;

/// <summary>How changes of channels are told.</summary>
internal static class ChannelAudit
{
    public static Task<AuditTicket> BeginAsync(AuditLog audit, CancellationToken cancellationToken) =>
        audit.BeginAsync(ChannelStore.TableName, ChannelStore.Partition, cancellationToken);

    /// <summary>Settings may hold addresses and stay out of it.</summary>
    public static AuditEntry EntryOf(string name, string change, string by)
    {
        using var text = new JsonText();
        text.Writer.WriteStartObject();
        text.Writer.WriteString("channel", name);
        text.Writer.WriteString("change", change);
        text.Writer.WriteString("by", by);
        text.Writer.WriteEndObject();
        return new(by, $"channel {name} {change} by {by}", text.ToText());
    }
}
