using NotiLog.Events;
using NotiLog.Schedule;

namespace NotiLog.Notifications;

/// <summary>Deletes arrivals of groups when the events they name have been dropped: looks at a group once, two days after retention, and again as long as any is left.</summary>
public sealed class GroupPurge(GroupTable groups, DueTable dueTable, RetentionOptions retention, TimeProvider time) : IDueWork
{
    private const string PurgeKind = "arrivals";

    public string Kind => PurgeKind;

    /// <summary>An event may bear a time a day after its receipt; as long as it is kept, it can be said what became of it.</summary>
    private TimeSpan Kept => TimeSpan.FromDays(retention.Days + 2);

    /// <summary>For a group that has an arrival of that time; once a group and day however often it is called.</summary>
    public Task ScheduleAsync(string groupId, DateTimeOffset arrivedAt, CancellationToken cancellationToken) =>
        dueTable.AddAsync(new DueRow(DayAfter(arrivedAt) + Kept, PurgeKind, groupId), cancellationToken);

    public async Task RunAsync(DueRow row, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await groups.PurgeAsync(row.Reference, now - Kept, cancellationToken) is { } oldestLeft)
            await ScheduleAsync(row.Reference, oldestLeft < now - Kept ? now - Kept : oldestLeft, cancellationToken);
        else
            await groups.ForgetAsync(row.Reference, cancellationToken);
    }

    private static DateTimeOffset DayAfter(DateTimeOffset time) => new(time.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
}
