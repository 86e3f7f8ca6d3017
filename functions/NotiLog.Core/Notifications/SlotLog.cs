using System.Buffers.Binary;
using NotiLog.Tables;

namespace NotiLog.Notifications;

/// <summary>What an asker was told.</summary>
/// <param name="Slot">Its place in the queue, to be kept and shown again.</param>
/// <param name="At">When to ask again; not later than now: send.</param>
public sealed record SendTurn(SlotLog Log, DateTimeOffset Slot, DateTimeOffset At);

/// <summary>
/// The last slots promised to a recipient's messages and the last times at which they went, both oldest first, one of each per send that the rate allows.
/// The slots keep the order; as a message may come late to its slot, what went when decides once more.
/// </summary>
public sealed record SlotLog(IReadOnlyList<DateTimeOffset> Promised, IReadOnlyList<DateTimeOffset> Sent)
{
    public static readonly SlotLog Empty = new([], []);

    /// <summary>The next turn, and the log after it: the same log when nothing is to be written.</summary>
    public SendTurn Take(DateTimeOffset now, SendRate rate, DateTimeOffset? held)
    {
        var slot = held ?? Free(Promised, now, rate);
        var after = held is null ? this with { Promised = Append(Promised, slot, rate) } : this;
        var at = slot > now ? slot : Free(Sent, now, rate);
        return at > now ? new SendTurn(after, slot, at) : new SendTurn(after with { Sent = Append(Sent, now, rate) }, slot, now);
    }

    public static SlotLog Read(TableRow? row) => row is null ? Empty : new SlotLog(Read(row.GetBytes("promised")), Read(row.GetBytes("sent")));

    public static byte[] Write(IReadOnlyList<DateTimeOffset> times)
    {
        var bytes = new byte[times.Count * sizeof(long)];
        for (var i = 0; i < times.Count; i++)
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(i * sizeof(long)), times[i].UtcTicks);
        return bytes;
    }

    private static DateTimeOffset[] Read(byte[]? bytes)
    {
        var times = new DateTimeOffset[(bytes?.Length ?? 0) / sizeof(long)];
        for (var i = 0; i < times.Length; i++)
            times[i] = new DateTimeOffset(BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(i * sizeof(long))), TimeSpan.Zero);
        return times;
    }

    /// <summary>Not before what is in the log already, whosever clock that was.</summary>
    private static DateTimeOffset Free(IReadOnlyList<DateTimeOffset> log, DateTimeOffset now, SendRate rate)
    {
        var free = log.Count < rate.Sends ? now : log[^rate.Sends] + rate.Window;
        var last = log.Count == 0 || log[^1] < now ? now : log[^1];
        return free > last ? free : last;
    }

    private static List<DateTimeOffset> Append(IReadOnlyList<DateTimeOffset> log, DateTimeOffset time, SendRate rate) =>
        [.. log.Skip(log.Count + 1 - rate.Sends), time];
}
