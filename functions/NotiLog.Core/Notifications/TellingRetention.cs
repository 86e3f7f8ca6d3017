using NotiLog.Events;
using NotiLog.Schedule;
using NotiLog.Tables;

namespace NotiLog.Notifications;

/// <summary>
/// Deletes notifications, deliveries and rejected records of the days whose events have been dropped. Looks once an hour at the last days that have become too old,
/// and at a start of the process further back, for what a long standstill left.
/// </summary>
public sealed class TellingRetention(ITables tables, RetentionOptions retention, TimeProvider time) : ISweep
{
    private const int DaysAtStart = 60;
    private const int DaysLater = 3;
    private static readonly TimeSpan LookAgain = TimeSpan.FromHours(1);

    private readonly ITable[] tellings = [tables.Open("notifications"), tables.Open("deliveries"), tables.Open(RejectedRecord.TableName)];
    private long? lastRun;

    public async Task RunAsync(bool starting, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var first = lastRun is null;
        if (lastRun is { } last && time.GetElapsedTime(last) < LookAgain)
            return;
        lastRun = time.GetTimestamp();
        // An event may bear a time a day after its receipt, and what told of it stays as long.
        var newest = time.GetUtcNow().AddDays(-retention.Days - 3);
        for (var back = 0; back < (first ? DaysAtStart : DaysLater); back++)
        {
            foreach (var table in tellings)
                await ClearAsync(table, DeliveryStore.DayOf(newest.AddDays(-back)), cancellationToken);
        }
    }

    private static async Task ClearAsync(ITable table, string day, CancellationToken cancellationToken)
    {
        for (TableQuery? query = new(day) { Limit = TableLimits.RowsPerCommit, Select = [] }; query is not null;)
        {
            var page = await table.QueryAsync(query, cancellationToken);
            if (page.Rows.Count > 0)
                await table.CommitAsync([.. page.Rows.Select(row => TableWrite.Delete(row.PartitionKey, row.RowKey))], cancellationToken);
            query = page.Continuation is null ? null : query with { Continuation = page.Continuation };
        }
    }
}
