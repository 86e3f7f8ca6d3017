using Microsoft.Extensions.Logging;
using NotiLog.Common;
using NotiLog.Events;
using NotiLog.Requests;

namespace NotiLog.Notifications;

/// <summary>What a provider said to a test message.</summary>
/// <param name="Outcome"><c>delivered</c>, <c>retry</c> (it may work later) or <c>rejected</c>.</param>
/// <param name="Detail">The provider's own words, or what went wrong.</param>
public sealed record ChannelTestResult(string Recipient, string Outcome, string Detail, string? ProviderId);

/// <summary>Sends a marked test message through a channel now, past queues and retries.</summary>
public sealed class ChannelTester(DeliveryTools tools, SiteOptions site)
{
    /// <summary>One result per recipient.</summary>
    public async Task<Result<IReadOnlyList<ChannelTestResult>>> TestAsync(Channel channel, string by, CancellationToken cancellationToken)
    {
        if (tools.TransportOf(channel.Type) is not { } transport)
            return new Problem(ProblemKind.Conflict, $"The channel type {channel.Type} is unknown.");
        if (transport.Obstacle() is { } obstacle)
            return Problem.Invalid("type", $"cannot be {channel.Type} here: {obstacle}");
        var content = ContentOf(by);
        var results = new List<ChannelTestResult>();
        foreach (var recipient in transport.Recipients(channel.Settings))
            results.Add(await SendAsync(transport, new SendRequest(Uuid7.New(tools.Time.GetUtcNow()), recipient, channel, content), cancellationToken));
        return results;
    }

    private async Task<ChannelTestResult> SendAsync(IChannelTransport transport, SendRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await transport.SendAsync(request, cancellationToken) switch
            {
                SendOutcome.Delivered d => new(request.Recipient, "delivered", d.Answer, d.ProviderId),
                SendOutcome.Retry r => new(request.Recipient, "retry", r.Reason, null),
                SendOutcome.Rejected r => new(request.Recipient, "rejected", r.Reason, null),
                var other => throw new InvalidOperationException($"{other} is not an outcome"),
            };
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            tools.Logger.LogError(e, "Test of channel {Channel} failed unexpectedly", request.Channel.Name);
            return new(request.Recipient, "retry", $"unexpected: {e.GetType().Name}", null);
        }
    }

    private NotificationContent ContentOf(string by)
    {
        var now = tools.Time.GetUtcNow();
        var test = new LogEvent
        {
            EventId = Uuid7.New(now),
            Time = now,
            ReceivedAt = now,
            Level = Level.Info,
            Message = $"NotiLog test message, asked for by {by}",
            Host = "notilog",
            Service = "notilog",
            Source = "notilog",
            Environment = "default",
            Kind = "log",
        };
        var notification = new Notification
        {
            Id = Uuid7.New(now),
            Route = "test",
            GroupKey = new Dictionary<string, string>(),
            Count = 1,
            Level = test.Level,
            EventIds = [test.EventId],
            FirstAt = now,
            LastAt = now,
            CreatedAt = now,
        };
        return new NotificationContent(notification, [test], site.BaseUrl, IsTest: true);
    }
}
