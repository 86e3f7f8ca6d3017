using NotiLog.Events;
using NotiLog.Routing;

namespace NotiLog.Watches;

/// <summary>Routing's interest in events and that of watches: a batch that only a watch wants is routed too, and that is how the watch sees it.</summary>
public sealed class WatchedInterest(RoutingInterest routing, WatchBook book) : IEventInterest
{
    private Matcher? last;

    public async ValueTask<IEventMatcher> CurrentAsync(CancellationToken cancellationToken) =>
        await WithWatchesAsync(await routing.CurrentAsync(cancellationToken), cancellationToken);

    public async ValueTask<IEventMatcher> VersionAsync(int version, CancellationToken cancellationToken) =>
        await WithWatchesAsync(await routing.CompiledAsync(version, cancellationToken), cancellationToken);

    private async ValueTask<IEventMatcher> WithWatchesAsync(CompiledRouting compiled, CancellationToken cancellationToken)
    {
        var watches = await book.CurrentAsync(cancellationToken);
        if (watches.All.Count == 0)
            return compiled;
        var known = last;
        return known is not null && known.Routing == compiled && known.Watches == watches ? known : last = new(compiled, watches);
    }

    private sealed class Matcher(CompiledRouting routing, WatchSet watches) : IEventMatcher
    {
        public CompiledRouting Routing => routing;

        public WatchSet Watches => watches;

        public int Version => routing.Version;

        public bool Wants(LogEvent logEvent) => routing.Wants(logEvent) || watches.Wants(logEvent);
    }
}
