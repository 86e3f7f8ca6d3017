using NotiLog.Agent.Buffering;
using NotiLog.Agent.Sending;

namespace NotiLog.Agent.Following;

/// <summary>What happens when the buffer is full and the server does not take what is in it.</summary>
internal enum WhenFull
{
    /// <summary>Reading goes on; the oldest events of the lowest level are dropped.</summary>
    Drop,

    /// <summary>Reading waits; the files keep the lines.</summary>
    Wait,
}

/// <summary>
/// When reading waits. While the server takes events, a long backlog stays in its files and never fills the buffer; only an outage does,
/// and then <see cref="WhenFull"/> decides.
/// </summary>
/// <param name="linesPerSecond">0 for no limit.</param>
internal sealed class ReadingPace(BufferStore store, SendingState sending, WhenFull whenFull, int linesPerSecond, TimeProvider time)
{
    private const long FarEnoughAhead = 32L * 1024 * 1024;

    private long paidUntil = time.GetTimestamp();

    /// <summary>Null when reading may go on.</summary>
    public TimeSpan? Wait()
    {
        if (linesPerSecond > 0 && time.GetElapsedTime(time.GetTimestamp(), paidUntil) is var debt && debt > TimeSpan.Zero)
            return debt;
        var room = sending.IsOut ? (whenFull == WhenFull.Wait ? store.Limit * 9 / 10 : long.MaxValue) : Math.Min(store.Limit / 2, FarEnoughAhead);
        return store.Bytes >= room ? TimeSpan.FromMilliseconds(100) : null;
    }

    /// <summary>Lines that have been read.</summary>
    public void Pay(int lines)
    {
        if (linesPerSecond == 0)
            return;
        var now = time.GetTimestamp();
        paidUntil = Math.Max(now, paidUntil) + (long)(lines / (double)linesPerSecond * time.TimestampFrequency);
    }
}
