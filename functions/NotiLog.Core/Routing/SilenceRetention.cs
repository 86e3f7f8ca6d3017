using NotiLog.Events;
using NotiLog.Schedule;

namespace NotiLog.Routing;

/// <summary>
/// Drops silences with their counts when no event is kept any more that they may have muted, and of the others
/// which batches they counted so long ago. Looks once an hour.
/// </summary>
public sealed class SilenceRetention(SilenceStore store, MutedCounts counts, RetentionOptions retention, TimeProvider time) : ISweep
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromHours(1);

    private long? lastRun;

    public async Task RunAsync(bool starting, Outgoing outgoing, CancellationToken cancellationToken)
    {
        if (lastRun is { } last && time.GetElapsedTime(last) < LookAgain)
            return;
        lastRun = time.GetTimestamp();
        var gone = time.GetUtcNow().AddDays(-retention.Days - 2);
        await foreach (var silence in store.OlderThanAsync(after: null, cancellationToken))
        {
            if (silence.Until >= gone)
            {
                await counts.ForgetBatchesAsync(silence.Id, gone, cancellationToken);
                continue;
            }

            await counts.ForgetAsync(silence.Id, cancellationToken);
            await store.RemoveAsync(silence.Id, cancellationToken);
        }
    }
}
