using System.Buffers.Binary;

namespace NotiLog.Agent.Following;

/// <summary>
/// Gives the lines of a file their times: equal ones are a microsecond apart, so that the order of the file is the order of the events. What it remembers
/// is kept with the file's position: the same lines get the same times however often they are read.
/// </summary>
/// <param name="Read">The latest time that was read.</param>
/// <param name="Given">What its last line was given.</param>
/// <param name="LateRead">The same for lines that are out of order.</param>
internal readonly record struct LineClock(long Read, long Given, long LateRead, long LateGiven)
{
    private const long Step = TimeSpan.TicksPerMicrosecond;
    private const int Length = 32;

    /// <summary>A clock that was set back by less than this is waited for in microseconds; by more, it is believed.</summary>
    private static readonly long SmallSlip = TimeSpan.FromSeconds(10).Ticks;

    /// <summary>For a line that says when it was.</summary>
    public LineClock Next(DateTimeOffset own, out DateTimeOffset time)
    {
        var ticks = Cut(own);
        if (ticks >= Read)
        {
            var given = ticks == Read || ticks <= Given ? Given + Step : ticks;
            time = At(given);
            return this with { Read = ticks, Given = given };
        }

        var late = ticks == LateRead ? LateGiven + Step : ticks;
        time = At(late);
        return this with { LateRead = ticks, LateGiven = late };
    }

    /// <summary>For a line without a time: when it is read.</summary>
    public LineClock NextUntimed(DateTimeOffset now, out DateTimeOffset time)
    {
        var ticks = Cut(now);
        var given = ticks <= Given && Given - ticks < SmallSlip ? Given + Step : ticks;
        time = At(given);
        return new LineClock(given, given, LateRead, LateGiven);
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Read);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), Given);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), LateRead);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), LateGiven);
        return bytes;
    }

    public static LineClock FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length != Length ? default : new(
        BinaryPrimitives.ReadInt64LittleEndian(bytes),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]));

    private static long Cut(DateTimeOffset time) => time.UtcTicks / Step * Step;

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);
}
