using Microsoft.Azure.Functions.Worker;
using NotiLog.Events;
using NotiLog.Functions.Live;
using NotiLog.Live;
using NotiLog.Notifications;
using NotiLog.Schedule;

namespace NotiLog.Functions.Notifications;

/// <summary>Messages for the queues of the main path and for those who watch; null sends nothing.</summary>
public sealed class TellingOutput
{
    [ServiceBusOutput(OutboxSweep.Queue, Connection = "ServiceBus")]
    public string[]? Events { get; set; }

    [ServiceBusOutput("deliver-telegram", Connection = "ServiceBus")]
    public string[]? Telegram { get; set; }

    [ServiceBusOutput("deliver-email", Connection = "ServiceBus")]
    public string[]? Email { get; set; }

    [ServiceBusOutput("deliver-kafka", Connection = "ServiceBus")]
    public string[]? Kafka { get; set; }

    /// <summary>After the queues, so that none of them waits for SignalR.</summary>
    [SignalROutput(HubName = Hubs.Agents)]
    public SignalRMessageAction[]? Agents { get; set; }

    [SignalROutput(HubName = Hubs.Live)]
    public SignalRMessageAction[]? Live { get; set; }

    public static async ValueTask<TellingOutput> OfAsync(Outgoing outgoing, LiveFeed live) => new()
    {
        Events = outgoing.For(OutboxSweep.Queue),
        Telegram = outgoing.For(DeliverMessage.QueueOf("telegram")),
        Email = outgoing.For(DeliverMessage.QueueOf("email")),
        Kafka = outgoing.For(DeliverMessage.QueueOf("kafka")),
        Agents = outgoing.ForAgents(),
        Live = await live.ForBrowsersAsync(outgoing),
    };
}
