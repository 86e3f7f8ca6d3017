using NotiLog.Routing;
using NotiLog.Tables;

namespace NotiLog.Notifications;

/// <summary>Channels by name for those who deliver: cached, at most 8 s behind storage, at once after a change made here.</summary>
public sealed class ChannelDirectory
{
    private readonly ChannelStore store;
    private readonly CachedReading<IReadOnlyDictionary<string, Channel>> channels;

    public ChannelDirectory(ChannelStore store, TimeProvider time)
    {
        this.store = store;
        channels = new(ReadAsync, time);

        async Task<IReadOnlyDictionary<string, Channel>> ReadAsync(CancellationToken cancellationToken)
        {
            var stored = await store.ListAsync(cancellationToken).ConfigureAwait(false);
            return stored.ToDictionary(one => one.Channel.Name, one => one.Channel, StringComparer.Ordinal);
        }
    }

    /// <summary>The channel, or null when there is none of that name (any more).</summary>
    /// <exception cref="TablesUnavailableException">Storage does not answer and nothing was read before.</exception>
    public async ValueTask<Channel?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var byName = await channels.GetAsync(cancellationToken).ConfigureAwait(false);
        return byName.GetValueOrDefault(name);
    }

    /// <summary>Like <see cref="FindAsync"/>, but a channel that is missing or disabled here is asked of storage before anybody concludes from it.</summary>
    public async ValueTask<Channel?> FindFreshAsync(string name, CancellationToken cancellationToken) =>
        await FindAsync(name, cancellationToken).ConfigureAwait(false) is { Enabled: true } channel
            ? channel
            : (await store.GetAsync(name, cancellationToken).ConfigureAwait(false))?.Channel;

    /// <summary>Whether some channel falls back on this one, as far as is known here.</summary>
    public async ValueTask<bool> IsFallbackAsync(string name, CancellationToken cancellationToken) =>
        (await channels.GetAsync(cancellationToken).ConfigureAwait(false)).Values.Any(channel => channel.Fallback == name);

    internal void Invalidate() => channels.Invalidate();
}
