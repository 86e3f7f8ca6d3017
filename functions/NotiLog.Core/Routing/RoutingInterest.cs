using NotiLog.Events;

namespace NotiLog.Routing;

/// <summary>The routing document in force, compiled and cached; at most 10 s behind storage as long as storage answers.</summary>
public sealed class RoutingInterest : IEventInterest
{
    private readonly RoutingStore store;
    private readonly CachedReading<CompiledRouting> current;
    private readonly RecentVersions recent = new(capacity: 16);

    public RoutingInterest(RoutingStore store, TimeProvider time)
    {
        this.store = store;
        current = new(ReadCurrentAsync, time);
    }

    async ValueTask<IEventMatcher> IEventInterest.CurrentAsync(CancellationToken cancellationToken) =>
        await CurrentAsync(cancellationToken).ConfigureAwait(false);

    async ValueTask<IEventMatcher> IEventInterest.VersionAsync(int version, CancellationToken cancellationToken) =>
        await CompiledAsync(version, cancellationToken).ConfigureAwait(false);

    public ValueTask<CompiledRouting> CurrentAsync(CancellationToken cancellationToken) => current.GetAsync(cancellationToken);

    /// <summary>A version by its number, for routing a batch under the version it was received under.</summary>
    /// <exception cref="InvalidOperationException">No such version is stored.</exception>
    public async ValueTask<CompiledRouting> CompiledAsync(int version, CancellationToken cancellationToken) =>
        await FindAsync(version, cancellationToken).ConfigureAwait(false)
        ?? throw new InvalidOperationException($"There is no version {version} of the routing document.");

    /// <summary>Likewise, null when there is none.</summary>
    public async ValueTask<CompiledRouting?> FindAsync(int version, CancellationToken cancellationToken)
    {
        if (recent.Find(version) is { } compiled)
            return compiled;
        return await store.GetAsync(version, cancellationToken).ConfigureAwait(false) is { } stored ? recent.Keep(new(version, stored.Document)) : null;
    }

    /// <summary>Takes a version that was just written here into force at once.</summary>
    internal void PutInForce(RoutingVersion written)
    {
        recent.Keep(new(written.Version, written.Document));
        current.Invalidate();
    }

    private async Task<CompiledRouting> ReadCurrentAsync(CancellationToken cancellationToken)
    {
        var version = await store.CurrentVersionAsync(cancellationToken).ConfigureAwait(false);
        return await CompiledAsync(version, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The versions used last.</summary>
    private sealed class RecentVersions(int capacity)
    {
        private readonly Lock gate = new();
        private readonly OrderedDictionary<int, CompiledRouting> byVersion = new(capacity + 1);

        public CompiledRouting? Find(int version)
        {
            lock (gate)
            {
                if (!byVersion.Remove(version, out var compiled))
                    return null;
                byVersion.Add(version, compiled);
                return compiled;
            }
        }

        public CompiledRouting Keep(CompiledRouting compiled)
        {
            lock (gate)
            {
                byVersion.Remove(compiled.Version);
                byVersion.Add(compiled.Version, compiled);
                if (byVersion.Count > capacity)
                    byVersion.RemoveAt(0);
                return compiled;
            }
        }
    }
}
