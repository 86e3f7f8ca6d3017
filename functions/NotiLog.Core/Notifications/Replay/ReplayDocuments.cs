using System.Text.Json;
using NotiLog.Requests;
using NotiLog.Routing;

namespace NotiLog.Notifications.Replay;

/// <summary>The documents that are replayed, with the channels of today.</summary>
public sealed class ReplayDocuments(RoutingInterest interest, ChannelStore store, IEnumerable<IChannelTransport> transports)
{
    private readonly Dictionary<string, IChannelTransport> byType = transports.ToDictionary(transport => transport.Type);

    /// <summary>The draft, if there is one, and then the document in force; an <see cref="ProblemKind.Invalid"/> problem names the draft's faults below <c>routing</c>.</summary>
    /// <param name="version">That was in force when the replay began; null when it begins now.</param>
    public async Task<Result<IReadOnlyList<ReplayedDocument>>> ReadAsync(
        JsonElement? draft, int? version, (DateTimeOffset From, DateTimeOffset To) range, CancellationToken cancellationToken)
    {
        var stored = await store.ListAsync(cancellationToken);
        var channels = stored.ToDictionary(one => one.Channel.Name, one => one.Channel, StringComparer.Ordinal);
        var current = version is { } begun ? await interest.FindAsync(begun, cancellationToken) : await interest.CurrentAsync(cancellationToken);
        if (current is null)
            return RoutingReplay.WrongCursor;
        List<CompiledRouting> sides = [current];
        if (draft is { } drafted)
        {
            var parsed = RoutingDocument.Parse(drafted, "routing", channels.Keys.ToHashSet(StringComparer.Ordinal));
            if (parsed.Problem is { } problem)
                return problem;
            sides.Insert(0, new(current.Version, parsed.Value));
        }

        return sides.ConvertAll(side => new ReplayedDocument(
            side, new([.. side.Document.Routes.Select(route => Of(route, channels))], range.From, range.To)));
    }

    private ReplayedRoute Of(Route route, Dictionary<string, Channel> channels)
    {
        var told = route.Channels.Select(channels.GetValueOrDefault).OfType<Channel>().Where(channel => channel.Enabled && byType.ContainsKey(channel.Type)).ToList();
        return new(
            route,
            [.. told.Where(channel => !WantsEachEvent(channel)).Select(channel => channel.Name)],
            [.. told.Where(WantsEachEvent).Select(channel => channel.Name)]);
    }

    private bool WantsEachEvent(Channel channel) => byType[channel.Type].WantsEachEvent(channel.Settings);
}
