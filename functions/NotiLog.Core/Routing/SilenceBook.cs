namespace NotiLog.Routing;

/// <summary>All silences, cached: at most 8 s behind storage as long as storage answers, at once after a change made here.</summary>
public sealed class SilenceBook
{
    private readonly SilenceStore store;
    private readonly CachedReading<Silences> silences;
    private IReadOnlyDictionary<Guid, Silence> known = new Dictionary<Guid, Silence>();

    public SilenceBook(SilenceStore store, TimeProvider time)
    {
        this.store = store;
        silences = new(ReadAsync, time);
    }

    /// <exception cref="Tables.TablesUnavailableException">Storage does not answer and nothing was read before.</exception>
    public ValueTask<Silences> CurrentAsync(CancellationToken cancellationToken) => silences.GetAsync(cancellationToken);

    internal void Invalidate() => silences.Invalidate();

    private async Task<Silences> ReadAsync(CancellationToken cancellationToken)
    {
        var read = await store.AllAsync(known, cancellationToken);
        known = read.ToDictionary(silence => silence.Id);
        return new(read);
    }
}
