using System.Collections.Concurrent;

namespace NotiLog.Watches;

/// <summary>A watch and what this process knows of its series, so that a chatty one costs nothing while it is well. Only a help: what is not known here is in storage.</summary>
internal sealed class FollowedWatch(Watch watch)
{
    private static readonly TimeSpan CountAgain = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> heardAt = new();
    private long fullSince;

    public Watch Watch => watch;

    /// <summary>Whether the event is one of a series that is up and was seen so lately, or later, that it changes nothing.</summary>
    public bool Knows(Guid series, DateTimeOffset time) => heardAt.TryGetValue(series, out var known) && watch.Expected.IsAsGood(known, time);

    /// <summary>A series as it was written here.</summary>
    /// <param name="time">When it was seen last; null when it is not up.</param>
    public void Remember(Guid series, DateTimeOffset? time)
    {
        if (time is not { } heard)
            heardAt.TryRemove(series, out _);
        else if (heardAt.Count < Watch.MostSeries || heardAt.ContainsKey(series))
            heardAt[series] = heard;
    }

    /// <summary>Whether there was no room for a new series a moment ago.</summary>
    public bool IsFull(DateTimeOffset now) => now.UtcTicks - Interlocked.Read(ref fullSince) < CountAgain.Ticks;

    public void Fill(DateTimeOffset now) => Interlocked.Exchange(ref fullSince, now.UtcTicks);
}
