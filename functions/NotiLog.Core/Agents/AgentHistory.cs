using System.Buffers.Binary;
using System.Globalization;
using NotiLog.Liveness;
using NotiLog.Tables;

namespace NotiLog.Agents;

/// <summary>
/// What is kept of heartbeats: for every five minutes their number and the worst state, three bytes. Today's lie in the agent's row, so that a heartbeat
/// writes nothing else; earlier days have a row <c>h{agent}{day}</c> each.
/// </summary>
internal static class AgentHistory
{
    public static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    public const int Days = 31;

    private const int Cells = 288;
    private const int CellBytes = 3;
    private const string Day = "day";
    private const string Strip = "strip";

    /// <summary>By how bad they are; 0 stands for nothing known.</summary>
    private static readonly LifeState[] ByWorst = [LifeState.Paused, LifeState.New, LifeState.Up, LifeState.Late, LifeState.Down];

    /// <summary>Takes the row's history on to now; days that are over become rows beside it.</summary>
    /// <param name="was">The life that held since the last turn.</param>
    public static void Advance(TableRow row, Life was, Life next, AgentTurn turn)
    {
        var today = DayOf(turn.Now);
        var strip = row.GetBytes(Strip) ?? [];
        for (var day = Math.Max(row.GetLong(Day) ?? today, today - Days); day < today; day++)
        {
            strip = Extend(strip, day, Cells, was, turn.WatchedSince);
            turn.Beside.Add(TableWrite.Upsert(new TableRow(row.PartitionKey, KeyOf(row.RowKey, day)).Set(Strip, strip)));
            turn.Beside.Add(TableWrite.Delete(row.PartitionKey, KeyOf(row.RowKey, day - Days)));
            strip = [];
        }

        var cell = CellOf(turn.Now);
        strip = Extend(strip, today, cell + 1, was, turn.WatchedSince);
        var at = strip.AsSpan(cell * CellBytes, CellBytes);
        at[0] = Math.Max(at[0], CodeOf(next.State));
        if (next.HeardAt == turn.Now && BinaryPrimitives.ReadUInt16LittleEndian(at[1..]) is var beats and < ushort.MaxValue)
            BinaryPrimitives.WriteUInt16LittleEndian(at[1..], (ushort)(beats + 1));
        row.Set(Day, today).Set(Strip, strip);
    }

    /// <summary>The history between two times, oldest first; what is not known is left out.</summary>
    /// <param name="shown">The life as it is now, for the time since the last turn.</param>
    public static async Task<IReadOnlyList<HistoryCell>> ReadAsync(ITable table, TableRow row, Life shown, HistoryRange range, CancellationToken cancellationToken)
    {
        var cells = new List<HistoryCell>();
        var (first, last, today) = (DayOf(range.From), DayOf(range.To), DayOf(range.Now));
        var query = new TableQuery(row.PartitionKey) { From = KeyOf(row.RowKey, first), To = KeyOf(row.RowKey, last + 1) };
        await foreach (var day in table.QueryAllAsync(query, cancellationToken))
            Add(long.Parse(day.RowKey[^8..], CultureInfo.InvariantCulture), day.GetBytes(Strip) ?? []);
        var held = Math.Max(row.GetLong(Day) ?? today, today - Days);
        for (var strip = row.GetBytes(Strip) ?? []; held <= today; held++, strip = [])
            Add(held, Extend(strip, held, held == today ? CellOf(range.Now) + 1 : Cells, shown, range.WatchedSince));
        return cells;

        void Add(long day, byte[] strip)
        {
            for (var i = 0; i < strip.Length / CellBytes; i++)
            {
                var start = StartOf(day, i);
                if (strip[i * CellBytes] > 0 && start + Step > range.From && start < range.To)
                    cells.Add(new(start, BinaryPrimitives.ReadUInt16LittleEndian(strip.AsSpan((i * CellBytes) + 1)), ByWorst[strip[i * CellBytes] - 1]));
            }
        }
    }

    /// <summary>All rows of an agent's history.</summary>
    public static TableQuery RowsOf(Guid agentId) => new(AgentRows.Partition) { From = $"h{AgentRows.KeyOf(agentId)}", To = $"h{AgentRows.KeyOf(agentId)}~" };

    public static LifeState Worse(LifeState one, LifeState other) => CodeOf(one) > CodeOf(other) ? one : other;

    /// <summary>The strip with that many cells, the new ones in the state that held; while nobody listened an agent may have been up or not, but one that was down is still missed.</summary>
    private static byte[] Extend(byte[] strip, long day, int cells, Life held, DateTimeOffset watchedSince)
    {
        if (strip.Length >= cells * CellBytes)
            return [.. strip];
        var extended = new byte[cells * CellBytes];
        strip.CopyTo(extended, 0);
        for (var i = strip.Length / CellBytes; i < cells; i++)
        {
            var start = StartOf(day, i);
            var known = start + Step > held.Since && (start + Step > watchedSince || held.State is LifeState.Down or LifeState.Paused or LifeState.New);
            extended[i * CellBytes] = known ? CodeOf(held.State) : (byte)0;
        }

        return extended;
    }

    private static byte CodeOf(LifeState state) => (byte)(1 + Array.IndexOf(ByWorst, state));

    private static string KeyOf(string agent, long day) => string.Create(CultureInfo.InvariantCulture, $"h{agent}{day:D8}");

    private static long DayOf(DateTimeOffset time) => time.UtcTicks / TimeSpan.TicksPerDay;

    private static int CellOf(DateTimeOffset time) => (int)(time.UtcTicks % TimeSpan.TicksPerDay / Step.Ticks);

    private static DateTimeOffset StartOf(long day, int cell) => new((day * TimeSpan.TicksPerDay) + (cell * Step.Ticks), TimeSpan.Zero);
}

/// <param name="Beats">Heartbeats and pings.</param>
/// <param name="State">The worst.</param>
internal sealed record HistoryCell(DateTimeOffset Start, int Beats, LifeState State);

internal sealed record HistoryRange(DateTimeOffset From, DateTimeOffset To, DateTimeOffset Now, DateTimeOffset WatchedSince);
