using NotiLog.Common;
using NotiLog.Tables;
using NotiLog.Telemetry;

namespace NotiLog.Events;

/// <summary>
/// Commits the events of one partition of one day's table. While a commit is in flight, what arrives gathers into the next; no timers.
/// A full commit does not wait for the one before it.
/// </summary>
internal sealed class CommitLane(ITable table, string partition, CommitParts parts)
{
    /// <summary>Events in a commit: 100 rows less the receipt and the outbox row.</summary>
    public const int MostEvents = TableLimits.RowsPerCommit - 2;
    private const long MostPayload = 3_500_000;
    private const int MostInFlight = 4;

    private readonly Lock gate = new();
    private readonly Queue<PendingEvent> waiting = [];
    private int inFlight;

    public void Add(ReadOnlySpan<PendingEvent> events)
    {
        lock (gate)
        {
            foreach (var pending in events)
                waiting.Enqueue(pending);
        }

        StartIfNeeded();
    }

    private void StartIfNeeded()
    {
        lock (gate)
        {
            var needed = waiting.Count > 0 && (inFlight == 0 || (inFlight < MostInFlight && waiting.Count >= MostEvents));
            if (!needed)
                return;
            inFlight++;
        }

        _ = PumpAsync();
    }

    private async Task PumpAsync()
    {
        while (Take() is { } batch)
        {
            StartIfNeeded();
            Exception? failure = null;
            try
            {
                await CommitAsync(batch);
            }
            catch (Exception e)
            {
                failure = e;
            }

            foreach (var pending in batch)
                pending.Ticket.Settle(failure);
            if (failure is TablesUnavailableException)
                FailWaiting(failure);
        }
    }

    /// <summary>What waits behind a storage that does not answer would only wait for the same answer, one time-out later each.</summary>
    private void FailWaiting(Exception failure)
    {
        List<PendingEvent> failed;
        lock (gate)
        {
            failed = [.. waiting];
            waiting.Clear();
        }

        foreach (var pending in failed)
            pending.Ticket.Settle(failure);
    }

    /// <summary>The next commit's events, all of one routing version and no row twice; null, and the pump ended, when nothing waits.</summary>
    private List<PendingEvent>? Take()
    {
        lock (gate)
        {
            if (waiting.Count == 0)
            {
                inFlight--;
                return null;
            }

            var batch = new List<PendingEvent>(Math.Min(waiting.Count, MostEvents));
            var rows = new HashSet<Guid>(batch.Capacity);
            var payload = 0L;
            while (batch.Count < MostEvents && waiting.TryPeek(out var next))
            {
                payload += TableLimits.PayloadOf(next.Row);
                if (batch.Count > 0 && (payload > MostPayload || next.Event.RoutingVersion != batch[0].Event.RoutingVersion))
                    break;
                if (!rows.Add(next.Event.EventId))
                    break;
                batch.Add(waiting.Dequeue());
            }

            return batch;
        }
    }

    /// <summary>Rows that are there already (a retransmit) leave the commit: neither counted nor routed again.</summary>
    private async Task CommitAsync(List<PendingEvent> batch)
    {
        var fresh = batch;
        while (fresh.Count > 0)
        {
            var batchId = Uuid7.New(parts.Time.GetUtcNow());
            var outbox = await OutboxOfAsync(fresh, batchId);
            var result = await table.CommitAsync(WritesOf(fresh, batchId, outbox), CancellationToken.None);
            if (result.Committed)
            {
                Tell(fresh);
                if (outbox is not null)
                    Hint(outbox.Key, fresh.FindAll(p => p.Wanted));
                return;
            }

            var there = result.Conflicts.ToHashSet();
            fresh = fresh.Where((_, i) => !there.Contains(i)).ToList();
        }
    }

    private void Tell(List<PendingEvent> fresh)
    {
        foreach (var listener in parts.Listeners.Where(listener => listener.IsWanted))
            listener.Committed(fresh.ConvertAll(pending => pending.Event));
    }

    private void Hint(RouteMessage key, List<PendingEvent> wanted)
    {
        parts.Recent.Keep(key.BatchId, wanted.ConvertAll(p => p.Event), wanted.Sum(p => TableLimits.PayloadOf(p.Row)));
        wanted[0].Ticket.Hint(key);
    }

    private List<TableWrite> WritesOf(List<PendingEvent> fresh, Guid batchId, OutboxEntry? outbox)
    {
        var writes = new List<TableWrite>(fresh.Count + 2);
        var batch = batchId.ToString("N");
        foreach (var pending in fresh)
            writes.Add(TableWrite.Insert(pending.Row.Set("batch", batch)));
        writes.Add(TableWrite.Insert(Receipt.Of(partition, batchId, fresh)));
        if (outbox is not null)
            writes.Add(TableWrite.Insert(outbox.ToRow()));
        return writes;
    }

    private async ValueTask<OutboxEntry?> OutboxOfAsync(List<PendingEvent> fresh, Guid batchId)
    {
        var wanted = fresh.FindAll(p => p.Wanted);
        if (wanted.Count == 0)
            return null;
        await parts.Outboxes.MarkAsync(table.Name, CancellationToken.None);
        return new OutboxEntry
        {
            Key = new RouteMessage(table.Name, partition, batchId),
            RoutingVersion = fresh[0].Event.RoutingVersion,
            EventIds = wanted.ConvertAll(p => p.Event.EventId),
            HintedAt = parts.Time.GetUtcNow(),
            Trace = Tracing.Join(wanted.Select(p => p.Ticket.Trace)),
        };
    }
}
