using NotiLog.Common;
using NotiLog.Events;
using NotiLog.Routing;

namespace NotiLog.Notifications.Replay;

/// <summary>
/// Replays events on one or two documents. Pure. Events come in the order of their own times and take their turn in the order
/// they were received in; until then they are held back.
/// </summary>
public sealed class ReplayRun
{
    /// <summary>How much earlier than its own time an event may be received to be still in its turn: clocks that go ahead.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(1);

    /// <summary>How much later than its own time an event may be received to be still found at the edge of the range.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromHours(1);

    /// <summary>By how much the ids of batches tell times apart, at most.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromTicks(3);

    /// <summary>What came into one group of one document with one batch.</summary>
    public readonly record struct HeldKey(int Side, ReplayedArrival Arrival);

    private readonly Dictionary<HeldKey, int> held = [];
    private (Guid Batch, SilencesInForce Silences)? last;

    /// <param name="sides">The draft, if any, and then the document in force.</param>
    public ReplayRun(IReadOnlyList<ReplayedDocument> sides, DateTimeOffset from, DateTimeOffset to)
    {
        (Sides, From, To) = (sides, from, to);
        WarmFrom = from - sides.SelectMany(side => side.Groups.Routes).Select(route => route.Longest).DefaultIfEmpty().Max();
    }

    public IReadOnlyList<ReplayedDocument> Sides { get; }

    public DateTimeOffset From { get; }

    public DateTimeOffset To { get; }

    /// <summary>What was received since says which windows are open at <see cref="From"/>.</summary>
    public DateTimeOffset WarmFrom { get; }

    /// <summary>Events received in the range.</summary>
    public long Events { get; set; }

    public long Silenced { get; set; }

    /// <summary>False when an event came after the turn of others that were received after it.</summary>
    public bool Exact { get; set; } = true;

    /// <summary>What was received until then has had its turn.</summary>
    public DateTimeOffset Turn { get; set; }

    public IReadOnlyDictionary<HeldKey, int> Held => held;

    public void Hold(HeldKey key, int events) => held[key] = held.GetValueOrDefault(key) + events;

    public void Take(LogEvent logEvent, Silences silences)
    {
        if (logEvent.BatchId is not { } batch || Uuid7.TimeOf(batch) is var receivedAt && (receivedAt < WarmFrom || receivedAt >= To))
            return;
        var counts = receivedAt >= From;
        Events += counts ? 1 : 0;
        if (last?.Batch != batch)
            last = (batch, silences.At(receivedAt));
        if (last.Value.Silences.Of(logEvent) is not null)
        {
            Silenced += counts ? 1 : 0;
            return;
        }

        for (var side = 0; side < Sides.Count; side++)
        {
            foreach (var arrival in Sides[side].Take(logEvent, batch, counts))
            {
                Hold(new(side, arrival), 1);
                Exact &= receivedAt > Turn;
            }
        }
    }

    /// <summary>All events of a time before <paramref name="time"/> have been taken; null when all have.</summary>
    public void AdvanceTo(DateTimeOffset? time)
    {
        var sure = time - Ahead ?? To;
        Give(held.Keys.Where(key => time is null || ReplayedGroups.IsBefore(Uuid7.TimeOf(key.Arrival.BatchId), sure)));
        foreach (var side in Sides)
            side.Groups.AdvanceTo(sure < To ? sure : To);
        if (sure - Step > Turn)
            Turn = sure - Step;
    }

    /// <summary>Gives the oldest of what is held back their turn, although others may come that were received before them.</summary>
    /// <param name="most">Arrivals to be held back still.</param>
    public void Shrink(int most)
    {
        if (held.Count > most)
            Give(held.Keys.OrderBy(key => key.Arrival.BatchId).Take(held.Count - most));
    }

    private void Give(IEnumerable<HeldKey> turns)
    {
        foreach (var key in turns.OrderBy(key => key.Arrival.BatchId).ToList())
        {
            held.Remove(key, out var events);
            Sides[key.Side].Groups.Receive(key.Arrival, events);
            if (Uuid7.TimeOf(key.Arrival.BatchId) is var receivedAt && receivedAt > Turn)
                Turn = receivedAt;
        }
    }
}
