using NotiLog.Schedule;

namespace NotiLog.Live;

/// <summary>Forgets connections whose end nobody told of: those of a dead process at the start, those not heard of for a day once an hour.</summary>
public sealed class LiveRetention(LiveAudience audience, TimeProvider time) : ISweep
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromHours(1);

    private long? lastRun;

    public async Task RunAsync(bool starting, Outgoing outgoing, CancellationToken cancellationToken)
    {
        if (lastRun is { } last && time.GetElapsedTime(last) < LookAgain)
            return;
        lastRun = time.GetTimestamp();
        await audience.ForgetAsync(starting ? audience.StartedAt : time.GetUtcNow() - LiveAudience.CountsFor, cancellationToken);
    }
}
