using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using Microsoft.Extensions.Options;
using NotiLog.Requests;

namespace NotiLog.Notifications.Kafka;

/// <summary>
/// Records to a topic. Settings: <c>{"topic":"alerts","mode":"notifications|events"}</c>, mode <c>notifications</c> by default.
/// When one of several records fails all go again: at least once each.
/// </summary>
internal sealed class KafkaTransport(KafkaConnection connection, IOptions<KafkaOptions> options, TimeProvider time) : IChannelTransport
{
    /// <summary>So that the producer's queue never overflows.</summary>
    private const int ProducedAtOnce = 5000;

    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(4);

    private readonly KafkaOptions options = options.Value;

    public string Type => "kafka";

    public string? MissingSetting => string.IsNullOrEmpty(options.BootstrapServers) ? "Kafka:BootstrapServers" : null;

    public IReadOnlyList<string> SettingFaults { get; } = [.. options.Value.Faults()];

    public TimeSpan TimeOut { get; init; } = TimeSpan.FromSeconds(30);

    public void Validate(JsonFields settings)
    {
        if (settings.Text("topic", required: true, longest: 249) is { Length: > 0 } topic && !KafkaOptions.IsTopic(topic))
            settings.Fault("topic", KafkaOptions.TopicRule);
        if (settings.Text("mode") is not (null or "notifications" or "events"))
            settings.Fault("mode", "must be notifications or events");
        settings.Close();
    }

    public IReadOnlyList<string> Recipients(JsonElement settings) => [settings.GetProperty("topic").GetString()!];

    public bool WantsEachEvent(JsonElement settings) => KafkaRecords.TellsEvents(settings);

    public string Render(Channel channel, NotificationContent content) => string.Join('\n', KafkaRecords
        .Of(new SendRequest(content.Notification.Id, "", channel, content))
        .Select(record => Encoding.UTF8.GetString(record.Value)));

    public async Task<SendOutcome> SendAsync(SendRequest request, CancellationToken cancellationToken)
    {
        if (this.Obstacle() is { } obstacle)
            return new SendOutcome.Retry(null, obstacle);
        var records = KafkaRecords.Of(request);
        if (records.Count == 0)
            return new SendOutcome.Rejected("the events are no longer stored");
        var producer = connection.Producer;
        try
        {
            var last = await ProduceAsync(producer, request.Recipient, records, cancellationToken).WaitAsync(TimeOut, time, cancellationToken);
            var place = FormattableString.Invariant($"{last.Topic}[{last.Partition.Value}]@{last.Offset.Value}");
            return new SendOutcome.Delivered(place, FormattableString.Invariant($"{last.Status}, {records.Count} record(s)"));
        }
        catch (KafkaException e)
        {
            if (e.Error.IsFatal || e.Error.Code == ErrorCode.Local_Fatal)
                connection.Abandon(producer);
            return Outcome(e.Error);
        }
        catch (TimeoutException)
        {
            return new SendOutcome.Retry(null, $"no answer within {TimeOut.TotalSeconds:0} s");
        }
        catch (ObjectDisposedException)
        {
            return new SendOutcome.Retry(null, "the connection was replaced after a fatal error");
        }
    }

    private static async Task<DeliveryResult<string, byte[]>> ProduceAsync(
        IProducer<string, byte[]> producer, string topic, IReadOnlyList<Message<string, byte[]>> records, CancellationToken cancellationToken)
    {
        DeliveryResult<string, byte[]>[] results = [];
        foreach (var some in records.Chunk(ProducedAtOnce))
            results = await Task.WhenAll(some.Select(record => producer.ProduceAsync(topic, record, cancellationToken)));
        return results[^1];
    }

    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var admin = new DependentAdminClientBuilder(connection.Producer.Handle).Build();
            await Task.Run(() => admin.GetMetadata(LongestProbe), cancellationToken);
        }
        catch (KafkaException e)
        {
            throw new ProbeException(Words(e.Error));
        }
    }

    /// <summary>A fatal error is the producer's, not the record's: the next attempt has a new producer.</summary>
    private static SendOutcome Outcome(Error error) => error.Code switch
    {
        ErrorCode.TopicAuthorizationFailed or ErrorCode.TopicException or ErrorCode.PolicyViolation
            or ErrorCode.MsgSizeTooLarge or ErrorCode.RecordListTooLarge => new SendOutcome.Rejected(Words(error)),
        _ => new SendOutcome.Retry(null, Words(error)),
    };

    private static string Words(Error error) => $"{error.Code}: {error.Reason}";
}
