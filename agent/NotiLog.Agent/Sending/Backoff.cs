namespace NotiLog.Agent.Sending;

/// <summary>Waits that double with each failure, up to a limit, half of each left to chance so that a hundred agents do not come back at once.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest, Random random)
{
    private int failures;

    public void Reset() => failures = 0;

    public TimeSpan Next()
    {
        var full = Math.Min(first.Ticks * Math.Pow(2, Math.Min(failures++, 30)), longest.Ticks);
        return TimeSpan.FromTicks((long)(full * (0.5 + (random.NextDouble() / 2))));
    }
}
