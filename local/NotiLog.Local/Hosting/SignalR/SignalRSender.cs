using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace NotiLog.Local.Hosting.SignalR;

/// <summary>
/// Sends messages to clients, in their order, beside what caused them. A client that takes nothing holds the others up for a moment only
/// and is cut off after 10 s; when too much waits, the oldest messages go.
/// </summary>
internal sealed class SignalRSender(IHubContext<ClientHub> clients, IOptions<JsonSerializerOptions> json, ILogger<SignalRSender> logger) : IHostedService
{
    private const int MostWaiting = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly Channel<(string Hub, SignalRMessageAction Message)> waiting = Channel.CreateBounded<(string, SignalRMessageAction)>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private Task sending = Task.CompletedTask;

    /// <summary>Arguments are JSON from here on, as the worker would have written them.</summary>
    public void Send(string hub, SignalRMessageAction message)
    {
        message.Arguments = [.. (message.Arguments ?? []).Select(argument => (object)JsonSerializer.SerializeToElement(argument, json.Value))];
        waiting.Writer.TryWrite((hub.ToLowerInvariant(), message));
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        sending = SendAllAsync();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        waiting.Writer.TryComplete();
        return sending.WaitAsync(cancellationToken);
    }

    private async Task SendAllAsync()
    {
        await foreach (var (hub, message) in waiting.Reader.ReadAllAsync())
        {
            try
            {
                await ReceiversOf(hub, message).SendCoreAsync(message.Target, message.Arguments!).WaitAsync(Patience);
            }
            catch (TimeoutException)
            {
                logger.LogInformation("A client of {Hub} takes its messages slowly", hub);
            }
            catch (Exception exception)
            {
                logger.LogWarning(exception, "A message of {Hub} could not be sent", hub);
            }
        }
    }

    private IClientProxy ReceiversOf(string hub, SignalRMessageAction message) => message switch
    {
        { ConnectionId: { } connection } => clients.Clients.Client(connection),
        { UserId: { } user } => clients.Clients.User(HubUsers.Id(hub, user)),
        { GroupName: { } group } => throw new NotSupportedException($"The local host has no groups ({group})."),
        _ => clients.Clients.Group(hub),
    };
}
