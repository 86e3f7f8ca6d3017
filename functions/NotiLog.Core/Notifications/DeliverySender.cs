using Microsoft.Extensions.Logging;

namespace NotiLog.Notifications;

/// <summary>Hands a claimed delivery to its transport.</summary>
public sealed class DeliverySender(NotificationContents contents, ChannelDirectory channels, DeliveryTools tools)
{
    /// <summary>Whatever a transport throws is worth another try: it is recorded and scheduled like any other failure.</summary>
    public async Task<SendOutcome> SendAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            var channel = await channels.FindFreshAsync(delivery.Channel, cancellationToken);
            if (channel is not { Enabled: true })
                return new SendOutcome.Rejected(channel is null ? $"channel {delivery.Channel} no longer exists" : $"channel {delivery.Channel} is disabled");
            if (channel.Type != delivery.Type)
                return new SendOutcome.Rejected("the channel's type has changed");
            if (tools.TransportOf(channel.Type) is not { } transport)
                return new SendOutcome.Rejected($"channel type {channel.Type} is unknown");
            if (transport.Obstacle() is { } obstacle)
                return new SendOutcome.Retry(null, obstacle);
            if (await contents.OfAsync(delivery.NotificationId, transport.WantsEachEvent(channel.Settings), cancellationToken) is not { } content)
                return new SendOutcome.Rejected("its notification no longer exists");
            return await transport.SendAsync(new SendRequest(delivery.Id, delivery.Recipient, channel, content), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            tools.Logger.LogError(e, "Delivery {Delivery} through {Channel} failed unexpectedly", delivery.Id, delivery.Channel);
            return new SendOutcome.Retry(null, $"unexpected: {e.GetType().Name}");
        }
    }
}
