using System.Threading.RateLimiting;
using Microsoft.Extensions.Configuration;
using NotiLog.Common;

namespace NotiLog.Events;

/// <summary>Setting <c>Ingest:EventsPerSecond</c>: events a sender may send per second and instance, 0 (off) by default; bursts of ten seconds' worth pass.</summary>
public sealed class IngestLimiter : IDisposable
{
    private const int BurstSeconds = 10;

    private readonly int burst;
    private readonly PartitionedRateLimiter<string>? limiter;

    public IngestLimiter(IConfiguration configuration)
    {
        var settings = new Settings(configuration, "Ingest");
        var rate = settings.Checked(settings.Number("EventsPerSecond", 0, 0, 1_000_000));
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
