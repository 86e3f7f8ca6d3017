using System.Collections.Concurrent;
using NotiLog.Schedule;

namespace NotiLog.Events;

/// <summary>
/// Which day tables the outbox sweep has to look into. A commit with an outbox row marks its table first, durably,
/// so that a crash between commit and queue message is found however much later the next start is.
/// </summary>
public sealed class OutboxTables(SweepMarks marks, TimeProvider time)
{
    private static readonly TimeSpan MarkAgain = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, long> marked = new();

    /// <summary>Durable before it returns; costs nothing for a table marked here within the last half hour.</summary>
    public async ValueTask MarkAsync(string table, CancellationToken cancellationToken)
    {
        if (marked.TryGetValue(table, out var at) && time.GetElapsedTime(at) < MarkAgain)
            return;
        var begun = time.GetTimestamp();
        await marks.SetAsync(table, cancellationToken);
        marked[table] = begun;
    }

    public Task<IReadOnlyList<SweepMark>> AllAsync(CancellationToken cancellationToken) => marks.AllAsync(cancellationToken);

    /// <summary>Forgets a table that was found empty, unless a writer may still rely on its mark.</summary>
    public async Task ForgetAsync(SweepMark mark, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - mark.SetAt > 2 * MarkAgain)
            await marks.ClearAsync(mark, cancellationToken);
    }
}
