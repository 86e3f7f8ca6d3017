using Confluent.Kafka;

namespace NotiLog.IntegrationTests.Parts;

/// <summary>Reads one topic on a thread of its own.</summary>
internal sealed class KafkaReader : IDisposable
{
    private readonly CancellationTokenSource end = new();
    private readonly Thread thread;

    public KafkaReader(string servers, string topic)
    {
        thread = new Thread(() => Read(servers, topic)) { IsBackground = true };
        thread.Start();
    }

    public Arrivals<ConsumeResult<string, byte[]>> Records { get; } = new();

    public void Dispose()
    {
        end.Cancel();
        thread.Join();
        end.Dispose();
    }

    private void Read(string servers, string topic)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = servers,
            GroupId = $"reader-{Guid.NewGuid():N}",
            SessionTimeoutMs = 6000,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            AllowAutoCreateTopics = true,
            TopicMetadataRefreshIntervalMs = 500,
        };
        using var consumer = new ConsumerBuilder<string, byte[]>(config).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();
        consumer.Subscribe(topic);
        // A consumer that was cut off for a while gets some records again.
        var met = new HashSet<TopicPartitionOffset>();
        while (!end.IsCancellationRequested)
        {
            try
            {
                if (consumer.Consume(TimeSpan.FromMilliseconds(200)) is { } record && met.Add(record.TopicPartitionOffset))
                    Records.Add(record);
            }
            catch (ConsumeException e) when (!e.Error.IsFatal)
            {
                // The topic is not there yet, or the broker is stopped.
            }
        }

        consumer.Unsubscribe();
    }
}
