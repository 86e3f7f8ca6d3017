using NotiLog.Tables;

namespace NotiLog.Live;

/// <summary>
/// Whether any browser watches: a row for each connection in table <c>live</c>, partition <c>browser</c>, written when it opens and deleted when it closes.
/// What was found holds for 10 s in this process. A connection whose end nobody told of counts for a day from when it was last heard of.
/// </summary>
public sealed class LiveAudience(ITables tables, TimeProvider time)
{
    public static readonly TimeSpan CountsFor = TimeSpan.FromDays(1);

    private const string Partition = "browser";
    private const string SeenAt = "seenAt";

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);

    /// <summary>Nobody's call may wait long for the answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly Lock gate = new();
    private readonly ITable table = tables.Open("live");
    private volatile Sight sight = new(false, null);
    private int arrivals;
    private Task? looking;

    /// <param name="At">A timestamp; null when it has to be looked up anew.</param>
    private sealed record Sight(bool Watched, long? At);

    /// <summary>No connection of this process is older.</summary>
    public DateTimeOffset StartedAt { get; } = time.GetUtcNow();

    /// <summary>False when it is known that nobody watches. No I/O.</summary>
    public bool MayWatch => sight.Watched || !IsFresh(sight);

    /// <summary>Reads a row at most every 10 s; when storage does not answer at once, what was last known holds.</summary>
    public async ValueTask<bool> IsWatchedAsync()
    {
        if (IsFresh(sight))
            return sight.Watched;
        try
        {
            await LookOnce().WaitAsync(Patience, time);
        }
        catch (Exception e) when (e is TimeoutException or TablesUnavailableException)
        {
            // Until it is known better; an answer that comes late still counts.
            sight = sight with { At = time.GetTimestamp() };
        }

        return sight.Watched;
    }

    /// <summary>A browser has connected, or says that it is still there.</summary>
    public async Task SeenAsync(string connectionId, CancellationToken cancellationToken)
    {
        var row = new TableRow(Partition, connectionId).Set(SeenAt, time.GetUtcNow().ToUnixTimeMilliseconds());
        await table.CommitAsync([TableWrite.Upsert(row)], cancellationToken);
        Interlocked.Increment(ref arrivals);
        sight = new(true, time.GetTimestamp());
    }

    public async Task GoneAsync(string connectionId, CancellationToken cancellationToken)
    {
        await table.CommitAsync([TableWrite.Delete(Partition, connectionId)], cancellationToken);
        sight = sight with { At = null };
    }

    /// <summary>Drops the connections that were last heard of before <paramref name="before"/>.</summary>
    public async Task ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await table.DeleteAllAsync(Query(TableOp.Less, before), cancellationToken);
        sight = sight with { At = null };
    }

    private bool IsFresh(Sight seen) => seen.At is { } at && time.GetElapsedTime(at) < LookAgain;

    private Task LookOnce()
    {
        lock (gate)
            return looking is { IsCompleted: false } ? looking : looking = LookAsync(arrivals);
    }

    private async Task LookAsync(int before)
    {
        var query = Query(TableOp.GreaterOrEqual, time.GetUtcNow() - CountsFor) with { Limit = 1, Select = [] };
        var watched = await table.QueryAllAsync(query, CancellationToken.None).AnyAsync();
        // Whoever connected meanwhile may have been missed.
        if (Volatile.Read(ref arrivals) == before)
            sight = new(watched, time.GetTimestamp());
    }

    private static TableQuery Query(TableOp op, DateTimeOffset at) => new(Partition) { Where = [new(SeenAt, op, at.ToUnixTimeMilliseconds())] };
}
