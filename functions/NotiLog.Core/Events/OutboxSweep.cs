using Microsoft.Extensions.Logging;
using NotiLog.Schedule;
using NotiLog.Tables;
using NotiLog.Telemetry;

namespace NotiLog.Events;

/// <summary>
/// Hints again at batches that nobody has routed: the queue's message was lost, or routing failed. The delay doubles;
/// after <see cref="MostHints"/> the batch is parked with its reason and shown in <c>health/ready</c>.
/// </summary>
public sealed class OutboxSweep(ITables tables, EventShards shards, OutboxTables outboxes, DispatchContext context) : ISweep
{
    /// <summary>The queue that <c>RouteEvents</c> listens to.</summary>
    public const string Queue = "events";

    private const int MostHints = 10;

    private long? lastRun;

    private DateTimeOffset Now => context.Time.GetUtcNow();

    private TimeSpan HintAfter => context.Options.HintAfter;

    /// <summary>Looks at the outbox at most every quarter of <see cref="DispatchOptions.HintAfter"/>; at a start at once, at every row.</summary>
    public async Task RunAsync(bool starting, Outgoing outgoing, CancellationToken cancellationToken)
    {
        if (!starting && lastRun is { } last && context.Time.GetElapsedTime(last) < HintAfter / 4)
            return;
        lastRun = context.Time.GetTimestamp();
        foreach (var mark in await outboxes.AllAsync(cancellationToken))
        {
            if (!await SweepAsync(mark.Name, starting, outgoing, cancellationToken))
                await outboxes.ForgetAsync(mark, cancellationToken);
        }
    }

    /// <summary>Batches that nobody will route until they are released.</summary>
    public async Task<IReadOnlyList<OutboxEntry>> ParkedAsync(CancellationToken cancellationToken)
    {
        var parked = new List<OutboxEntry>();
        foreach (var mark in await outboxes.AllAsync(cancellationToken))
        {
            await foreach (var entry in EntriesAsync(mark.Name, cancellationToken))
            {
                if (entry.Parked is not null)
                    parked.Add(entry);
            }
        }

        return parked;
    }

    /// <summary>Makes all parked batches due again; answers how many.</summary>
    public async Task<int> ReleaseAsync(CancellationToken cancellationToken)
    {
        var released = 0;
        foreach (var entry in await ParkedAsync(cancellationToken))
        {
            var free = entry with { Parked = null, Attempts = 0, HintedAt = DateTimeOffset.UnixEpoch };
            released += await UpdateAsync(free, cancellationToken) ? 1 : 0;
        }

        return released;
    }

    /// <summary>Whether the table holds any outbox row.</summary>
    private async Task<bool> SweepAsync(string table, bool starting, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var any = false;
        await foreach (var entry in EntriesAsync(table, cancellationToken))
        {
            any = true;
            var due = entry.HintedAt + (HintAfter * (1 << Math.Min(entry.Attempts, MostHints)));
            if (entry.Parked is not null || (!starting && Now < due))
                continue;
            if (entry.Attempts >= MostHints && !starting)
                await ParkAsync(entry, cancellationToken);
            else if (await UpdateAsync(entry with { HintedAt = Now, Attempts = entry.Attempts + (starting ? 0 : 1) }, cancellationToken))
                outgoing.Add(Queue, entry.Key.ToJson());
        }

        return any;
    }

    private async Task ParkAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        var reason = $"not routed after {MostHints} hints since {entry.ReceivedAt:O}; the log of RouteEvents says why";
        if (!await UpdateAsync(entry with { Parked = reason }, cancellationToken))
            return;
        Measures.Parked.Add(1);
        context.Logger.LogError("Batch {Batch} of {Table} is parked: {Reason}", entry.Key.BatchId, entry.Key.Table, reason);
    }

    private async Task<bool> UpdateAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        var result = await tables.Open(entry.Key.Table).CommitAsync([TableWrite.Update(entry.ToRow(), entry.ETag!)], cancellationToken);
        return result.Committed;
    }

    private async IAsyncEnumerable<OutboxEntry> EntriesAsync(
        string table, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var partition in shards.Partitions)
        {
            var query = new TableQuery(partition) { From = OutboxEntry.Prefix, To = OutboxEntry.Prefix + "~" };
            await foreach (var row in tables.Open(table).QueryAllAsync(query, cancellationToken))
                yield return OutboxEntry.Read(table, row);
        }
    }
}
