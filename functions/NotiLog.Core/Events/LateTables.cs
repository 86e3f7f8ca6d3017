using System.Collections.Concurrent;
using NotiLog.Schedule;

namespace NotiLog.Events;

/// <summary>
/// Which day tables the outbox sweep has to look into besides today's and yesterday's. A commit into any other one marks it first,
/// so a crash between commit and queue message is found there too.
/// </summary>
public sealed class LateTables(SweepMarks marks, TimeProvider time)
{
    private static readonly TimeSpan MarkAgain = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, DateTimeOffset> marked = new();

    /// <summary>Today's and yesterday's tables: always swept.</summary>
    public IReadOnlyList<string> Always =>
        [EventKey.TableOf(time.GetUtcNow()), EventKey.TableOf(time.GetUtcNow().AddDays(-1))];

    /// <summary>Durable before it returns; costs nothing for today's table and for one marked within the last half hour.</summary>
    public async ValueTask MarkAsync(string table, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (table == EventKey.TableOf(now) || (marked.TryGetValue(table, out var at) && at > now - MarkAgain))
            return;
        await marks.SetAsync(table, cancellationToken);
        marked[table] = now;
    }
}
