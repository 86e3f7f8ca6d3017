using Microsoft.Extensions.Logging;
using NotiLog.Tables;

namespace NotiLog.Schedule;

/// <summary>One run of the schedule: the sweeps, then every due-row, bounded in time; what is left waits for the next.</summary>
public sealed class DispatchPass(
    DueTable dueTable, Clock clock, IEnumerable<IDueWork> works, IEnumerable<ISweep> sweeps, DispatchContext context)
{
    private const int RowsAtOnce = 500;
    private const int Parallelism = 8;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan FirstPostponement = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, IDueWork> workByKind = works.ToDictionary(work => work.Kind);
    private int passes;

    public async Task RunAsync(Outgoing outgoing, CancellationToken cancellationToken)
    {
        var starting = Interlocked.Increment(ref passes) == 1 && context.Options.Alone;
        await clock.TickAsync(cancellationToken);
        foreach (var sweep in sweeps)
            await AttemptAsync(() => sweep.RunAsync(starting, outgoing, cancellationToken), sweep.GetType().Name, cancellationToken);
        var started = context.Time.GetTimestamp();
        var partitions = DueRow.AllPartitions.ToList();
        while (partitions.Count > 0 && context.Time.GetElapsedTime(started) < Longest)
        {
            // In turns, so that a backlog in one partition does not starve the others.
            foreach (var partition in partitions.ToList())
            {
                if (await RunAsync(partition, outgoing, cancellationToken) < RowsAtOnce)
                    partitions.Remove(partition);
            }
        }
    }

    /// <summary>One batch of a partition; answers how many rows were due.</summary>
    private async Task<int> RunAsync(string partition, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        var due = await dueTable.DueAsync(partition, context.Time.GetUtcNow(), RowsAtOnce, cancellationToken);
        await Parallel.ForEachAsync(due, options, async (row, token) => await RunAsync(row, outgoing, token));
        return due.Count;
    }

    /// <summary>One row that fails waits longer each time; it never stops the rest.</summary>
    private async Task RunAsync(DueRow row, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var what = $"due {row.Kind} {row.Reference}";
        var failure = await AttemptAsync(() => WorkOf(row.Kind).RunAsync(row, outgoing, cancellationToken), what, cancellationToken);
        if (failure is null)
        {
            await AttemptAsync(() => dueTable.RemoveAsync(row, cancellationToken), what, cancellationToken);
            return;
        }

        var postponed = row with
        {
            Failures = row.Failures + 1,
            NotBefore = context.Time.GetUtcNow() + (FirstPostponement * Math.Pow(2, Math.Min(row.Failures, 8))),
        };
        await AttemptAsync(() => dueTable.PostponeAsync(postponed, failure.Message, cancellationToken), what, cancellationToken);
    }

    /// <summary>A kind that is unknown here may be known to a newer version beside us: its row waits.</summary>
    private IDueWork WorkOf(string kind) =>
        workByKind.GetValueOrDefault(kind) ?? throw new InvalidOperationException($"There is no work of the kind {kind} in this version");

    private async Task<Exception?> AttemptAsync(Func<Task> work, string what, CancellationToken cancellationToken)
    {
        try
        {
            await work();
            return null;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            if (e is TablesUnavailableException)
                context.Logger.LogWarning("{What}: {Reason}", what, e.Message);
            else
                context.Logger.LogError(e, "{What} failed", what);
            return e;
        }
    }
}

/// <summary>What a pass is run with.</summary>
public sealed record DispatchContext(DispatchOptions Options, TimeProvider Time, ILogger<DispatchPass> Logger);
