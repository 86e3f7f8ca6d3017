using NotiLog.Tables;

namespace NotiLog.Routing;

/// <summary>
/// What storage said lately. Fresh for 5 s; after that one caller reads again while the others go on with the old value
/// until it is 8 s old and then wait too. When storage does not answer the old value stays and reading is tried again a second later.
/// </summary>
internal sealed class CachedReading<T>(Func<CancellationToken, Task<T>> read, TimeProvider time)
    where T : class
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Usable = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private T? value;
    private long? readAt;
    private long? failedAt;
    private Task<T>? reading;
    private int generation;

    /// <exception cref="TablesUnavailableException">Storage does not answer and nothing was read before.</exception>
    public ValueTask<T> GetAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (value is not null && MayServe())
                return ValueTask.FromResult(value);
            var begun = generation;
            reading ??= Task.Run(() => ReadAsync(begun), CancellationToken.None);
            return new(reading.WaitAsync(cancellationToken));
        }
    }

    /// <summary>After a write here: the next caller reads anew. What was read before serves only while storage does not answer.</summary>
    public void Invalidate()
    {
        lock (gate)
        {
            generation++;
            (readAt, failedAt, reading) = (null, null, null);
        }
    }

    private bool MayServe()
    {
        if (failedAt is { } failed && time.GetElapsedTime(failed) < RetryAfter)
            return true;
        return readAt is { } read && time.GetElapsedTime(read) < (reading is null ? Fresh : Usable);
    }

    private async Task<T> ReadAsync(int begun)
    {
        var startedAt = time.GetTimestamp();
        try
        {
            var found = await read(CancellationToken.None).ConfigureAwait(false);
            lock (gate)
            {
                if (begun == generation)
                    (value, readAt, failedAt) = (found, startedAt, null);
            }

            return found;
        }
        catch (TablesUnavailableException)
        {
            if (Kept(begun) is { } old)
                return old;
            throw;
        }
        finally
        {
            lock (gate)
            {
                if (begun == generation)
                    reading = null;
            }
        }
    }

    private T? Kept(int begun)
    {
        lock (gate)
        {
            if (begun == generation)
                failedAt = time.GetTimestamp();
            return value;
        }
    }
}
