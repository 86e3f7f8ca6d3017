using NotiLog.Common;
using NotiLog.Tables;

namespace NotiLog.Events;

/// <summary>What somebody changed in the installation, as the event that tells of it.</summary>
/// <param name="By">The name of the credential.</param>
/// <param name="Context">A JSON object.</param>
/// <param name="RoutedUnder">The routing version that decides who is told; null for the one in force.</param>
public sealed record AuditEntry(string By, string Message, string Context, int? RoutedUnder = null)
{
    internal static AuditEntry Read(TableRow row) => new(
        row.GetString("by") ?? "", row.GetText("message") ?? "", row.GetText("context") ?? "{}", (int?)row.GetLong("routedUnder"));
}

/// <summary>A change that is about to be made, from <see cref="AuditLog.BeginAsync"/>.</summary>
/// <param name="Table">Where the change is committed, as is <paramref name="Partition"/>.</param>
/// <param name="Id">A UUIDv7.</param>
public sealed record AuditTicket(string Table, string Partition, Guid Id)
{
    /// <summary>When the change counts as made.</summary>
    public DateTimeOffset At => Uuid7.TimeOf(Id);

    /// <summary>Behind the keys of everything that lies in these partitions.</summary>
    internal string RowKey => $"~audit|{Id:N}";

    internal string Reference => $"{Table}|{Partition}|{Id:N}";

    internal static AuditTicket Parse(string reference)
    {
        var parts = reference.Split('|');
        return new(parts[0], parts[1], Guid.ParseExact(parts[2], "N"));
    }

    /// <summary>To be committed together with the change.</summary>
    public TableWrite Write(AuditEntry entry) => TableWrite.Insert(new TableRow(Partition, RowKey)
        .Set("by", entry.By)
        .SetText("message", entry.Message)
        .SetText("context", entry.Context)
        .Set("routedUnder", entry.RoutedUnder));
}
