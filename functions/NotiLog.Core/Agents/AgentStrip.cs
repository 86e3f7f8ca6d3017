using NotiLog.Liveness;
using NotiLog.Requests;
using NotiLog.Schedule;

namespace NotiLog.Agents;

/// <summary>An agent's heartbeats over a time, in slots of one length.</summary>
public sealed class AgentStrip(AgentStore store, Clock clock, TimeProvider time)
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(AgentHistory.Days);

    public const int MostSlots = 500;

    private const int UsualSlots = 96;

    /// <summary>Reads <c>from</c>, <c>to</c> (the last 24 hours, edges on five minutes) and <c>slots</c> (1..500, 96).</summary>
    public Result<StripQuery> Read(QueryFields query, Faults faults)
    {
        var now = time.GetUtcNow();
        var step = AgentHistory.Step.Ticks;
        var to = query.Time("to") ?? new DateTimeOffset((now.UtcTicks + step - 1) / step * step, TimeSpan.Zero);
        var from = query.Time("from") ?? to - TimeSpan.FromDays(1);
        var slots = query.Number("slots", UsualSlots, 1, MostSlots);
        if (from >= to)
            faults.Add("from", "must be before to");
        else if (to - from > Longest)
            faults.Add("from", $"must be at most {Longest.TotalDays:0} days before to");
        return faults.Any ? Problem.From(faults) : new StripQuery(from, to, slots);
    }

    /// <summary>Null when there is no such agent.</summary>
    public async Task<IReadOnlyList<StripSlot>?> SlotsAsync(Guid agentId, StripQuery query, CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(agentId, cancellationToken) is not { } row)
            return null;
        var watchedSince = await clock.WatchedSinceAsync(cancellationToken);
        var range = new HistoryRange(query.From, query.To, time.GetUtcNow(), watchedSince);
        var shown = Life.FromRow(row).Shown(range.Now, watchedSince, Expectation.FromRow(row));
        var cells = await AgentHistory.ReadAsync(store.Table, row, shown, range, cancellationToken);
        var width = (query.To - query.From) / query.Slots;
        return [.. Enumerable.Range(0, query.Slots).Select(i => Slot(query.From + (width * i), width, cells))];
    }

    private static StripSlot Slot(DateTimeOffset start, TimeSpan width, IReadOnlyList<HistoryCell> cells)
    {
        var (beats, state) = (0, (LifeState?)null);
        foreach (var cell in cells)
        {
            if (cell.Start + AgentHistory.Step <= start || cell.Start >= start + width)
                continue;
            state = state is { } worst ? AgentHistory.Worse(worst, cell.State) : cell.State;
            // Beats stand where their five minutes begin, states wherever these reach.
            beats += cell.Start >= start ? cell.Beats : 0;
        }

        return new(start, beats, state);
    }
}

public sealed record StripQuery(DateTimeOffset From, DateTimeOffset To, int Slots);

/// <param name="State">The worst; null when nothing is known.</param>
public sealed record StripSlot(DateTimeOffset Start, int Beats, LifeState? State);
