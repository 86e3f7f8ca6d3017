using NotiLog.Routing;

namespace NotiLog.Notifications.Exchange;

/// <summary>An import that has no faults, against what is stored when it was planned.</summary>
/// <param name="Seen">All channels at that time.</param>
/// <param name="Routing">The routing document at that time.</param>
/// <param name="Channels">All channels afterwards.</param>
/// <param name="Document">The routing document afterwards.</param>
internal sealed record ImportPlan(ChannelSet Seen, RoutingVersion Routing, IReadOnlyList<Channel> Channels, RoutingDocument Document)
{
    public Difference ChannelDifference { get; } = Difference.Between([.. Seen.Channels.Select(stored => stored.Channel)], Channels);

    public RoutingDifference RoutingDifference { get; } = RoutingDifference.Between(Routing.Document, Document);

    public bool ChangesRouting => RoutingDifference is not { Added.Count: 0, Changed.Count: 0, Removed.Count: 0, Moved: false };

    /// <summary>Channels to be written, each after its fallback.</summary>
    public IReadOnlyList<Channel> Written
    {
        get
        {
            var names = ChannelDifference.Added.Concat(ChannelDifference.Changed.Select(change => change.Name)).ToHashSet(StringComparer.Ordinal);
            return ByFallback(Channels).Where(channel => names.Contains(channel.Name)).ToList();
        }
    }

    /// <summary>Names of channels to be deleted, each before its fallback.</summary>
    public IReadOnlyList<string> Removed =>
        [.. ByFallback([.. Seen.Channels.Select(stored => stored.Channel)]).Select(channel => channel.Name).Where(ChannelDifference.Removed.Contains).Reverse()];

    private static IOrderedEnumerable<Channel> ByFallback(IReadOnlyList<Channel> channels)
    {
        var byName = channels.ToDictionary(channel => channel.Name, StringComparer.Ordinal);
        return channels.OrderBy(LengthOfChain).ThenBy(channel => channel.Name, StringComparer.Ordinal);

        int LengthOfChain(Channel channel)
        {
            var length = 0;
            for (var at = channel; length <= byName.Count && at.Fallback is { } next && byName.TryGetValue(next, out at); length++)
                continue;
            return length;
        }
    }
}
