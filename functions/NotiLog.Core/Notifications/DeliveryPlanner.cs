using Microsoft.Extensions.Logging;
using NotiLog.Routing;
using NotiLog.Schedule;

namespace NotiLog.Notifications;

/// <summary>Makes a notification's deliveries. Every id is derived, so that a second run finds the first one's work and goes on.</summary>
public sealed class DeliveryPlanner(
    NotificationStore notifications, DeliveryOpening opening, ChannelDirectory channels, DeliveryTools tools)
{
    /// <summary>Durable when it returns: the notification, and for each recipient a due-row and then the delivery; messages go to <paramref name="outgoing"/>.</summary>
    public async Task TellAsync(Notification notification, IReadOnlyList<Channel> told, Outgoing outgoing, CancellationToken cancellationToken)
    {
        await notifications.InsertAsync(notification, cancellationToken);
        foreach (var channel in told)
            await TellAsync(notification, channel, outgoing, cancellationToken);
    }

    /// <summary>The enabled channels of a route, those told by groups apart from those that want each event.</summary>
    public async Task<RouteChannels> ChannelsOfAsync(Route route, CancellationToken cancellationToken)
    {
        var (grouped, each) = (new List<Channel>(), new List<Channel>());
        foreach (var name in route.Channels)
        {
            if (await channels.FindFreshAsync(name, cancellationToken) is { Enabled: true } channel)
                (tools.TransportOf(channel.Type)?.WantsEachEvent(channel.Settings) == true ? each : grouped).Add(channel);
            else
                tools.Logger.LogWarning("Route {Route} names channel {Channel}, which is gone or disabled; nobody is told through it", route.Name, name);
        }

        return new(grouped, each);
    }

    private async Task TellAsync(Notification notification, Channel channel, Outgoing outgoing, CancellationToken cancellationToken)
    {
        if (tools.TransportOf(channel.Type) is null)
        {
            tools.Logger.LogError("Channel {Channel} is of the unknown type {Type}; nobody is told through it", channel.Name, channel.Type);
            return;
        }

        foreach (var draft in opening.DraftsOf(notification.Id, notification.Route, notification.CreatedAt, channel))
            await opening.OpenAsync(draft, outgoing, cancellationToken);
    }
}

/// <param name="Grouped">Told by groups and their windows.</param>
/// <param name="Each">Told of the events of every batch at once.</param>
public sealed record RouteChannels(IReadOnlyList<Channel> Grouped, IReadOnlyList<Channel> Each);

/// <summary>What planning and delivering share.</summary>
public sealed class DeliveryTools(
    IEnumerable<IChannelTransport> transports, DeliveryOptions options, DispatchOptions dispatch, TimeProvider time, ILogger<DeliveryTools> logger)
{
    private readonly Dictionary<string, IChannelTransport> byType = transports.ToDictionary(transport => transport.Type);

    public DeliveryOptions Options => options;

    /// <summary>Names this process in claims.</summary>
    public string Holder { get; } = Guid.NewGuid().ToString("N");

    public TimeSpan HintAfter => dispatch.HintAfter;

    public TimeProvider Time => time;

    public ILogger Logger => logger;

    public IChannelTransport? TransportOf(string type) => byType.GetValueOrDefault(type);
}
