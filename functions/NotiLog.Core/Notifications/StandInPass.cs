using System.Text.Json;
using Microsoft.Extensions.Logging;
using NotiLog.Events;
using NotiLog.Schedule;
using NotiLog.Tables;

namespace NotiLog.Notifications;

/// <summary>
/// A pass of the schedule beside a call, for timers that have stopped. A call has no output to the queues, so what the pass finds is
/// routed and delivered here and now: first the pass (about 5 s), then its finds until 10 s have passed, then what these lead to.
/// Nothing is lost when that is not enough or the process is frozen meanwhile: rows that were hinted at are due again after
/// <see cref="DispatchOptions.HintAfter"/>. One at a time in a process, and one a minute on a storage, since the clock row is claimed.
/// </summary>
public sealed class StandInPass(Clock clock, DispatchPass pass, BatchRouter router, Deliverer deliverer, DispatchContext context) : IAsyncDisposable
{
    private const int Parallelism = 8;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource ending = new();
    private readonly Lock gate = new();
    private Task running = Task.CompletedTask;

    /// <summary>The pass under way, or the last.</summary>
    internal Task Running => running;

    /// <summary>Begins a pass, without waiting for it, when none has begun anywhere for a minute. No I/O unless it is time to look (every 15 s).</summary>
    public void Offer()
    {
        if (!clock.IsTimeToLook())
            return;
        lock (gate)
        {
            if (running.IsCompleted && !ending.IsCancellationRequested)
                running = Task.Run(() => RunAsync(ending.Token));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await running;
        ending.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await clock.TryStandInAsync(cancellationToken))
                await StandInAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process ends; the rows are due again in time.
        }
        catch (TablesUnavailableException e)
        {
            context.Logger.LogWarning("The schedule has stopped and cannot be stood in for: {Reason}", e.Message);
        }
        catch (Exception e)
        {
            context.Logger.LogError(e, "A pass beside a call failed");
        }
    }

    private async Task StandInAsync(CancellationToken cancellationToken)
    {
        context.Logger.LogWarning("The schedule has not run for a minute; a pass is run beside a call");
        var started = context.Time.GetTimestamp();
        var outgoing = new Outgoing();
        await pass.RunAsync(PassBound.OfCall, outgoing, cancellationToken);
        while (outgoing.All() is { Count: > 0 } messages)
        {
            var next = new Outgoing();
            var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(messages, options, async (each, token) =>
            {
                if (context.Time.GetElapsedTime(started) < Longest)
                    await context.AttemptAsync(() => RunAsync(each.Queue, each.Message, next, token), $"a message of {each.Queue}", token);
            });
            outgoing = next;
        }
    }

    /// <exception cref="JsonException">The message is none of the queue's.</exception>
    private Task RunAsync(string queue, string message, Outgoing next, CancellationToken cancellationToken)
    {
        if (queue == OutboxSweep.Queue)
            return router.RouteAsync(RouteMessage.FromJson(message), next, cancellationToken);
        return queue.StartsWith(DeliverMessage.QueueOf(""), StringComparison.Ordinal)
            ? deliverer.DeliverAsync(DeliverMessage.FromJson(message), next, cancellationToken)
            : Task.CompletedTask;
    }
}
