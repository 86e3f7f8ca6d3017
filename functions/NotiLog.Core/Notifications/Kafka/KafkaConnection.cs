using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace NotiLog.Notifications.Kafka;

/// <summary>The one producer, built on first use and built anew after a fatal error.</summary>
internal sealed class KafkaConnection(IOptions<KafkaOptions> options, ILogger<KafkaConnection> logger) : IDisposable
{
    private readonly Lock gate = new();
    private IProducer<string, byte[]>? producer;

    /// <summary>After which an unacknowledged record fails; below the transport's time-out, so that the reason is the client's own.</summary>
    public TimeSpan MessageTimeOut { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>How soon the client learns that a topic it was refused has been allowed; until then it refuses without asking.</summary>
    public TimeSpan TopicRefresh { get; init; } = TimeSpan.FromSeconds(30);

    public IProducer<string, byte[]> Producer
    {
        get
        {
            lock (gate)
                return producer ??= Build(options.Value);
        }
    }

    /// <summary>Forgets a producer that reported a fatal error; the next send builds another. What it still held fails by time-out.</summary>
    public void Abandon(IProducer<string, byte[]> broken)
    {
        lock (gate)
        {
            if (!ReferenceEquals(producer, broken))
                return;
            producer = null;
        }

        // Disposing waits for the client's threads, one of which may be telling us.
        _ = Task.Run(broken.Dispose);
    }

    public void Dispose()
    {
        lock (gate)
        {
            producer?.Dispose();
            producer = null;
        }
    }

    private IProducer<string, byte[]> Build(KafkaOptions settings)
    {
        var config = new ProducerConfig
        {
            ClientId = "notilog",
            Acks = Acks.All,
            EnableIdempotence = true,
            LingerMs = 0,
            MessageTimeoutMs = (int)MessageTimeOut.TotalMilliseconds,
            RequestTimeoutMs = 30_000,
            TopicMetadataRefreshIntervalMs = (int)TopicRefresh.TotalMilliseconds,
        };
        settings.ApplyTo(config);
        var builder = new ProducerBuilder<string, byte[]>(config)
            .SetLogHandler((_, line) => logger.LogDebug("Kafka client: {Facility} {Message}", line.Facility, line.Message))
            .SetErrorHandler(Report);
        if (settings.Tokens(logger) is { } tokens)
            builder.SetOAuthBearerTokenRefreshHandler((client, _) => tokens.Refresh(client));
        return builder.Build();
    }

    private void Report(IProducer<string, byte[]> reporter, Error error)
    {
        logger.LogWarning("Kafka client: {Code} {Reason}", error.Code, error.Reason);
        if (error.IsFatal)
            Abandon(reporter);
    }
}
