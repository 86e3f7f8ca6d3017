using System.Text.Json;
using NotiLog.Common;
using NotiLog.Events;
using NotiLog.Requests;
using NotiLog.Routing;

namespace NotiLog.Notifications;

/// <summary>Shows what an event would lead to; stores and sends nothing.</summary>
public sealed class RoutingTester(
    RoutingInterest interest,
    ChannelStore store,
    IEnumerable<IChannelTransport> transports,
    TimeProvider time)
{
    private readonly IReadOnlyList<IChannelTransport> transports = [.. transports];

    /// <summary>Tries the event on the draft, <c>{"routes":[...]}</c>, or on the document in force; <see cref="ProblemKind.Invalid"/> names the draft's faults below <c>routing</c>.</summary>
    public async Task<Result<RoutingTestJson>> TestAsync(LogEvent logEvent, JsonElement? draft, CancellationToken cancellationToken)
    {
        var stored = await store.ListAsync(cancellationToken).ConfigureAwait(false);
        var channels = stored.ToDictionary(one => one.Channel.Name, one => one.Channel, StringComparer.Ordinal);
        var routing = await interest.CurrentAsync(cancellationToken).ConfigureAwait(false);
        if (draft is { } drafted)
        {
            var parsed = RoutingDocument.Parse(drafted, "routing", channels.Keys.ToHashSet(StringComparer.Ordinal));
            if (parsed.Problem is { } problem)
                return problem;
            routing = new(routing.Version, parsed.Value);
        }

        return Show(logEvent, routing, channels);
    }

    private RoutingTestJson Show(LogEvent logEvent, CompiledRouting routing, Dictionary<string, Channel> channels)
    {
        var matches = routing.Evaluate(logEvent);
        var rendered = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var match in matches)
        {
            foreach (var name in match.Route.Channels)
            {
                if (channels.GetValueOrDefault(name) is { } channel && transports.FirstOrDefault(one => one.Type == channel.Type) is { } transport)
                    rendered.TryAdd(name, transport.Render(channel, Content(logEvent, match)));
            }
        }

        return new(
            [.. matches.Select(match => new RoutingTestMatch(match.Route.Name, match.Group.Values, match.Route.Channels))],
            rendered,
            routing.Explain(logEvent));
    }

    private NotificationContent Content(LogEvent logEvent, RouteMatch match)
    {
        var now = time.GetUtcNow();
        var notification = new Notification
        {
            Id = Uuid7.New(now),
            Route = match.Route.Name,
            GroupKey = match.Group.Values,
            Count = 1,
            Level = logEvent.Level,
            EventIds = [logEvent.EventId],
            FirstAt = logEvent.Time,
            LastAt = logEvent.Time,
            CreatedAt = now,
        };
        return new(notification, [logEvent], Link: null);
    }
}

/// <summary>What <c>routing/test</c> answers.</summary>
/// <param name="Rendered">The text by channel, of the first route that names it.</param>
/// <param name="Routes">What became of the event at each route, in order.</param>
public sealed record RoutingTestJson(
    IReadOnlyList<RoutingTestMatch> Matches, IReadOnlyDictionary<string, string> Rendered, IReadOnlyList<RouteVerdict> Routes);

public sealed record RoutingTestMatch(string Route, IReadOnlyDictionary<string, string> GroupKey, IReadOnlyList<string> Channels);
