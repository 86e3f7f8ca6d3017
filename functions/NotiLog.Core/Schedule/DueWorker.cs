using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NotiLog.Common;

namespace NotiLog.Schedule;

/// <summary>
/// Works off the due-rows of one pass: oldest first, each looked at once, within a bound. A row that fails, or whose work does not end,
/// is moved on with its error and count and stops nobody; two instances at it do no harm, since every owner is claimed by ETag.
/// </summary>
public sealed class DueWorker(DueTable dueTable, IEnumerable<IDueWork> works, DispatchContext context)
{
    private const int RowsAtOnce = 500;
    private const int MostDoublings = 8;

    /// <summary>In each of the partitions.</summary>
    private const int Parallelism = 8;

    /// <summary>What a row that was begun last may take beyond the pass's time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstPostponement = TimeSpan.FromSeconds(10);

    /// <summary>Short: the version that knows the kind may be starting beside us.</summary>
    private static readonly TimeSpan UnknownKindWait = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, IDueWork> workByKind = works.ToDictionary(work => work.Kind);
    private readonly ConcurrentDictionary<string, bool> unknownKinds = new();

    /// <summary>Each partition by itself, so that neither a backlog nor work that hangs in one holds up the others.</summary>
    public async Task RunAsync(PassBound bound, Outgoing outgoing, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(bound.Longest + Patience, context.Time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var pass = new Pass(bound, outgoing, context.Time.GetTimestamp(), ending.Token);
        await Task.WhenAll(DueRow.AllPartitions.Select(partition => RunAsync(partition, pass, cancellationToken)));
        pass.Found.Record();
    }

    private async Task RunAsync(string partition, Pass pass, CancellationToken cancellationToken)
    {
        DueRow? last = null;
        for (var room = pass.Bound.MostRows / DueRow.Partitions; room > 0 && HasTime(pass);)
        {
            var most = Math.Min(room, RowsAtOnce);
            var due = await dueTable.DueAsync(partition, context.Time.GetUtcNow(), most, cancellationToken, last);
            pass.Found.Add(due, context.Time.GetUtcNow());
            await RunAsync(due, pass, cancellationToken);
            if (due.Count < most)
                return;
            room -= due.Count;
            last = due[^1];
        }
    }

    private async Task RunAsync(IReadOnlyList<DueRow> due, Pass pass, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        var done = new ConcurrentQueue<DueRow>();
        await Parallel.ForEachAsync(due, options, async (row, token) =>
        {
            if (HasTime(pass) && await RunAsync(row, pass, token))
                done.Enqueue(row);
        });
        await context.AttemptAsync(() => dueTable.RemoveAsync(done, cancellationToken), "due-rows that are done", cancellationToken);
    }

    private bool HasTime(Pass pass) => context.Time.GetElapsedTime(pass.StartedAt) < pass.Bound.Longest;

    /// <summary>Whether it is done.</summary>
    private async Task<bool> RunAsync(DueRow row, Pass pass, CancellationToken cancellationToken)
    {
        var what = $"due {row.Kind} {row.Reference}";
        if (!workByKind.TryGetValue(row.Kind, out var work))
        {
            await context.AttemptAsync(() => LeaveAsync(row, cancellationToken), what, cancellationToken);
            return false;
        }

        var failure = await context.AttemptAsync(() => work.RunAsync(row, pass.Outgoing, pass.Ending).WaitAsync(pass.Ending), what, cancellationToken);
        if (failure is null)
            return true;
        var until = context.Time.GetUtcNow() + (FirstPostponement * (1 << Math.Min(row.Failures, MostDoublings)));
        var error = failure is OperationCanceledException ? $"did not end within {Durations.Format(pass.Bound.Longest + Patience)} of its pass" : failure.Message;
        await context.AttemptAsync(() => dueTable.PostponeAsync(row, until, row.Failures + 1, error, cancellationToken), what, cancellationToken);
        return false;
    }

    /// <summary>A kind that is unknown here may be known to a newer version: its row waits, and that is no failure.</summary>
    private Task LeaveAsync(DueRow row, CancellationToken cancellationToken)
    {
        if (unknownKinds.TryAdd(row.Kind, true))
            context.Logger.LogWarning("There is no work of the kind {Kind} in this version; its due-rows wait", row.Kind);
        return dueTable.PostponeAsync(row, context.Time.GetUtcNow() + UnknownKindWait, row.Failures, "its kind is unknown", cancellationToken);
    }

    /// <param name="Ending">Ends what takes too long.</param>
    private sealed record Pass(PassBound Bound, Outgoing Outgoing, long StartedAt, CancellationToken Ending)
    {
        public DueFound Found { get; } = new();
    }
}
