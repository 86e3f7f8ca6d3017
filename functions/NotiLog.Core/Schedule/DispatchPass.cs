using Microsoft.Extensions.Logging;
using NotiLog.Tables;
using NotiLog.Telemetry;

namespace NotiLog.Schedule;

/// <summary>One run of the schedule: the sweeps, then the due-rows, bounded; what is left waits for the next. Passes may overlap, here and on other instances.</summary>
public sealed class DispatchPass(DueWorker dueWorker, Clock clock, IEnumerable<ISweep> sweeps, DispatchContext context)
{
    private int passes;

    /// <summary>A pass of the timer.</summary>
    public async Task RunAsync(Outgoing outgoing, CancellationToken cancellationToken)
    {
        await RunAsync(PassBound.OfTimer, outgoing, cancellationToken);
        Measures.Passes.Add(1);
    }

    /// <exception cref="TablesUnavailableException">The pass could not be run.</exception>
    public async Task RunAsync(PassBound bound, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var starting = bound.MayStart && Interlocked.Increment(ref passes) == 1 && context.Options.Alone;
        await clock.TickAsync(starting, cancellationToken);
        foreach (var sweep in sweeps)
            await context.AttemptAsync(() => sweep.RunAsync(starting, outgoing, cancellationToken), sweep.GetType().Name, cancellationToken);
        await dueWorker.RunAsync(bound, outgoing, cancellationToken);
    }
}

/// <summary>What a pass is run with.</summary>
public sealed record DispatchContext(DispatchOptions Options, TimeProvider Time, ILogger<DispatchPass> Logger)
{
    /// <summary>What went wrong, logged, or null; only the end of the pass itself is thrown.</summary>
    internal async Task<Exception?> AttemptAsync(Func<Task> work, string what, CancellationToken cancellationToken)
    {
        try
        {
            await work();
            return null;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            if (e is TablesUnavailableException)
                Logger.LogWarning("{What}: {Reason}", what, e.Message);
            else
                Logger.LogError(e, "{What} failed", what);
            return e;
        }
    }
}
