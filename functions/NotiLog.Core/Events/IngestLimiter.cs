using System.Threading.RateLimiting;

namespace NotiLog.Events;

/// <summary>Holds each sender to <see cref="IngestOptions.EventsPerSecond"/>; bursts of ten seconds' worth pass.</summary>
public sealed class IngestLimiter : IDisposable
{
    private const int BurstSeconds = 10;

    private readonly int burst;
    private readonly PartitionedRateLimiter<string>? limiter;

    public IngestLimiter(IngestOptions options)
    {
        var rate = options.EventsPerSecond;
        burst = rate * BurstSeconds;
        if (rate > 0)
            limiter = PartitionedRateLimiter.Create<string, string>(sender => RateLimitPartition.GetTokenBucketLimiter(sender, _ => Bucket(rate)));
    }

    /// <summary>Null when the sender may go on, else how long it should wait.</summary>
    public TimeSpan? WaitFor(string sender, int events)
    {
        if (limiter is null)
            return null;
        using var lease = limiter.AttemptAcquire(sender, Math.Min(events, burst));
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1);
    }

    public void Dispose() => limiter?.Dispose();

    private TokenBucketRateLimiterOptions Bucket(int rate) => new()
    {
        TokenLimit = burst,
        TokensPerPeriod = rate,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    };
}
