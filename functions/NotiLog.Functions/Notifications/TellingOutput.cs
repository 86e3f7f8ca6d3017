using Microsoft.Azure.Functions.Worker;
using NotiLog.Events;
using NotiLog.Notifications;
using NotiLog.Schedule;

namespace NotiLog.Functions.Notifications;

/// <summary>Messages for the queues of the main path; null sends nothing.</summary>
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

    public static TellingOutput Of(Outgoing outgoing) => new()
    {
        Events = outgoing.For(OutboxSweep.Queue),
        Telegram = outgoing.For(DeliverMessage.QueueOf("telegram")),
        Email = outgoing.For(DeliverMessage.QueueOf("email")),
        Kafka = outgoing.For(DeliverMessage.QueueOf("kafka")),
    };
}
