using Microsoft.Extensions.Logging;

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
        var started = context.Time.GetTimestamp();
        await clock.TickAsync(cancellationToken);
        foreach (var sweep in sweeps)
            await AttemptAsync(() => sweep.RunAsync(starting, outgoing, cancellationToken), sweep.GetType().Name);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        foreach (var partition in DueRow.AllPartitions)
        {
            while (context.Time.GetElapsedTime(started) < Longest)
            {
                var due = await dueTable.DueAsync(partition, context.Time.GetUtcNow(), RowsAtOnce, cancellationToken);
                await Parallel.ForEachAsync(due, options, async (row, token) => await RunAsync(row, outgoing, token));
                if (due.Count < RowsAtOnce)
                    break;
            }
        }
    }

    /// <summary>One row that fails waits longer each time; it never stops the rest.</summary>
    private async Task RunAsync(DueRow row, Outgoing outgoing, CancellationToken cancellationToken)
    {
        if (!workByKind.TryGetValue(row.Kind, out var work))
            return;
        var failure = await AttemptAsync(() => work.RunAsync(row, outgoing, cancellationToken), $"due {row.Kind} {row.Reference}");
        if (failure is null)
        {
            await AttemptAsync(() => dueTable.RemoveAsync(row, cancellationToken), $"due {row.Kind} {row.Reference}");
            return;
        }

        var postponed = row with
        {
            Failures = row.Failures + 1,
            NotBefore = context.Time.GetUtcNow() + (FirstPostponement * Math.Pow(2, Math.Min(row.Failures, 8))),
        };
        await AttemptAsync(() => dueTable.PostponeAsync(postponed, failure.Message, cancellationToken), $"due {row.Kind} {row.Reference}");
    }

    private async Task<Exception?> AttemptAsync(Func<Task> work, string what)
    {
        try
        {
            await work();
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            context.Logger.LogError(e, "{What} failed", what);
            return e;
        }
    }
}

/// <summary>What a pass is run with.</summary>
public sealed record DispatchContext(DispatchOptions Options, TimeProvider Time, ILogger<DispatchPass> Logger);
