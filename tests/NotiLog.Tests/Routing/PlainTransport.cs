using System.Text.Json;
using NotiLog.Notifications;
using NotiLog.Requests;

namespace NotiLog.Tests.Routing;

/// <summary>A channel type whose settings are <c>{"to":"..."}</c> and which sends nothing.</summary>
internal sealed class PlainTransport(string type) : IChannelTransport
{
    public string Type => type;

    public string? MissingSetting { get; init; }

    public TimeSpan TimeOut => TimeSpan.FromSeconds(1);

    public void Validate(JsonFields settings)
    {
        settings.Text("to", required: true);
        settings.Close();
    }

    public IReadOnlyList<string> Recipients(JsonElement settings) => [settings.GetProperty("to").GetString()!];

    public string Render(Channel channel, NotificationContent content) =>
        $"{channel.Name} {channel.Language} {content.Notification.Route} {content.Notification.Count} {content.Events[0].Message} {content.IsTest}";

    public Task<SendOutcome> SendAsync(SendRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<SendOutcome>(new SendOutcome.Delivered(null, "ok"));

    public Task ProbeAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
