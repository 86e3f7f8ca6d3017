using Microsoft.Extensions.Logging;
using NotiLog.Schedule;
using NotiLog.Tables;

namespace NotiLog.Events;

/// <summary>Drops whole day tables, a day after the last event that could be accepted into them has reached its age. Looks once an hour.</summary>
public sealed class EventRetention(ITables tables, EventTables known, RetentionOptions retention, DispatchContext context) : ISweep
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromHours(1);

    private long? lastRun;

    public async Task RunAsync(bool starting, Outgoing outgoing, CancellationToken cancellationToken)
    {
        if (lastRun is { } last && context.Time.GetElapsedTime(last) < LookAgain)
            return;
        lastRun = context.Time.GetTimestamp();
        var oldest = EventKey.TableOf(context.Time.GetUtcNow().AddDays(-retention.Days - 1));
        foreach (var table in await tables.ListAsync(EventKey.TablePrefix, cancellationToken))
        {
            if (!EventTables.IsDay(table) || string.CompareOrdinal(table, oldest) >= 0)
                continue;
            await tables.DropAsync(table, cancellationToken);
            known.Remove(table);
            context.Logger.LogInformation("{Table} is older than {Days} days and was dropped", table, retention.Days);
        }
    }
}
