using NotiLog.Routing;
using NotiLog.Tables;

namespace NotiLog.Notifications;

/// <summary>Channels by name for those who deliver: cached, at most 8 s behind storage, at once after a change made here.</summary>
public sealed class ChannelDirectory
{
    private readonly CachedReading<IReadOnlyDictionary<string, Channel>> channels;

    public ChannelDirectory(ChannelStore store, TimeProvider time)
    {
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

    internal void Invalidate() => channels.Invalidate();
}
