namespace NotiLog.Agent.Following;

/// <summary>
/// Keeps the agent small on machines with large caches, where the collector lets garbage grow to hundreds of megabytes before it looks: it is told to look after
/// every few megabytes, and to give memory back when a burst is over.
/// </summary>
internal sealed class SmallHeap
{
    private const long BetweenCollections = 12L * 1024 * 1024;

    private long collectedAt;
    private bool hasBurst;

    /// <param name="isQuiet">There is nothing to read at the moment.</param>
    public void Tidy(bool isQuiet)
    {
        var allocated = GC.GetTotalAllocatedBytes();
        if (allocated - collectedAt > BetweenCollections)
        {
            GC.Collect(1, GCCollectionMode.Forced, blocking: true);
            (collectedAt, hasBurst) = (allocated, true);
        }
        else if (isQuiet && hasBurst)
        {
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            (collectedAt, hasBurst) = (allocated, false);
        }
    }
}
