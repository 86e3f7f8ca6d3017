using Microsoft.Azure.Functions.Worker;
using NotiLog.Events;
using NotiLog.Functions.Live;
using NotiLog.Live;

namespace NotiLog.Functions.Events;

/// <summary>
/// Offsets are committed when it returns; it throws while storage is away and is tried again until it is back (host.json: <c>commitOnFailure</c> false and
/// <c>maxRetries</c> -1, since the extension would skip what failed five times). How the brokers are spoken to is fixed at compile time on Azure: SASL over TLS with
/// name and password, as Event Hubs and most hosted brokers want it. For brokers without either leave out the line of <c>Protocol</c> and the credentials, for others
/// change it. On one machine the settings of <c>Kafka</c> decide.
/// </summary>
public sealed class IngestFromKafka(RecordIngest ingest, LiveFeed live)
{
    [Function(nameof(IngestFromKafka))]
    [ExponentialBackoffRetry(-1, "00:00:01", "00:00:30")]
    public async Task<IngestFromKafkaOutput> RunAsync(
        [KafkaTrigger(
            "%Kafka:BootstrapServers%", "%Kafka:IngestTopic%", ConsumerGroup = "%Kafka:ConsumerGroup%", IsBatched = true,
            Protocol = BrokerProtocol.SaslSsl, AuthenticationMode = BrokerAuthenticationMode.Plain,
            Username = "%Kafka:SaslUsername%", Password = "%Kafka:SaslPassword%")] string[] records,
        CancellationToken cancellationToken)
    {
        var hints = await ingest.IngestAsync(records.Select(KafkaEnvelope.Read), cancellationToken);
        return new IngestFromKafkaOutput
        {
            Hints = hints.Count == 0 ? null : [.. hints.Select(hint => hint.ToJson())],
            Live = await live.ForBrowsersAsync(),
        };
    }
}

public sealed class IngestFromKafkaOutput
{
    /// <summary>For <c>RouteEvents</c>; only hints, since the outbox holds the truth.</summary>
    [ServiceBusOutput(OutboxSweep.Queue, Connection = "ServiceBus")]
    public string[]? Hints { get; set; }

    [SignalROutput(HubName = Hubs.Live)]
    public SignalRMessageAction[]? Live { get; set; }
}
