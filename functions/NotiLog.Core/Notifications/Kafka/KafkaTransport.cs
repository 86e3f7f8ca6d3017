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
            var results = await Task.WhenAll(records.Select(record => producer.ProduceAsync(request.Recipient, record, cancellationToken)))
                .WaitAsync(TimeOut, time, cancellationToken);
            var last = results[^1];
            var place = FormattableString.Invariant($"{last.Topic}[{last.Partition.Value}]@{last.Offset.Value}");
            return new SendOutcome.Delivered(place, FormattableString.Invariant($"{last.Status}, {results.Length} record(s)"));
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
