using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using NotiLog.Notifications.Kafka;

namespace NotiLog.Local.Hosting;

/// <summary>One consumer of a topic as the Kafka extension has it: what is stored as done is committed soon after, and at the end.</summary>
internal sealed class KafkaSubscription : IDisposable
{
    /// <summary>The shortest that brokers allow by default; so long the partitions of a process that was killed wait for the next.</summary>
    private const int SessionTimeoutMs = 6000;
    private const int CommitIntervalMs = 200;
    private const int TopicRefreshMs = 10_000;

    private readonly IConsumer<string?, string?> consumer;
    private readonly KafkaTroubles troubles;
    private readonly ILogger logger;
    private volatile bool isBroken;

    public KafkaSubscription(KafkaFunctionTrigger trigger, KafkaOptions options, KafkaTroubles troubles, ILogger logger)
    {
        (this.troubles, this.logger) = (troubles, logger);
        var config = new ConsumerConfig
        {
            ClientId = "notilog",
            GroupId = trigger.ConsumerGroup,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoCommit = true,
            AutoCommitIntervalMs = CommitIntervalMs,
            EnableAutoOffsetStore = false,
            SessionTimeoutMs = SessionTimeoutMs,
            TopicMetadataRefreshIntervalMs = TopicRefreshMs,
        };
        options.ApplyTo(config);
        config.BootstrapServers = trigger.Brokers;
        var builder = new ConsumerBuilder<string?, string?>(config)
            .SetLogHandler((_, line) => logger.LogDebug("Kafka client: {Facility} {Message}", line.Facility, line.Message))
            .SetErrorHandler((_, error) => Report(error))
            .SetPartitionsAssignedHandler((_, partitions) => logger.LogInformation("Takes in {Partitions}", string.Join(", ", partitions)));
        if (options.Tokens(logger) is { } tokens)
            builder.SetOAuthBearerTokenRefreshHandler((client, _) => tokens.Refresh(client));
        consumer = builder.Build();
        consumer.Subscribe(trigger.Topic);
    }

    /// <summary>Whether the client has given up; only a new one helps.</summary>
    public bool IsBroken => isBroken;

    /// <summary>What has arrived, at most <paramref name="most"/> records; waits up to <paramref name="patience"/> for the first.</summary>
    public List<ConsumeResult<string?, string?>> Take(int most, TimeSpan patience)
    {
        var batch = new List<ConsumeResult<string?, string?>>();
        try
        {
            while (batch.Count < most && consumer.Consume(batch.Count == 0 ? patience : TimeSpan.Zero) is { } record)
                batch.Add(record);
        }
        catch (KafkaException exception)
        {
            Report(exception.Error);
        }

        return batch;
    }

    /// <summary>They are done, and need not come again.</summary>
    public void Done(List<ConsumeResult<string?, string?>> batch)
    {
        foreach (var last in batch.GroupBy(record => record.TopicPartition).Select(partition => partition.Last()))
            Try(() => consumer.StoreOffset(last));
        troubles.End();
    }

    /// <summary>They come again.</summary>
    public void Return(List<ConsumeResult<string?, string?>> batch)
    {
        foreach (var first in batch.GroupBy(record => record.TopicPartition).Select(partition => partition.First()))
            Try(() => consumer.Seek(first.TopicPartitionOffset));
    }

    public void Dispose()
    {
        Try(consumer.Close);
        consumer.Dispose();
    }

    /// <summary>A partition that has gone to another member of the group is that one's affair.</summary>
    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (KafkaException exception)
        {
            logger.LogDebug("Kafka client: {Code} {Reason}", exception.Error.Code, exception.Error.Reason);
        }
    }

    private void Report(Error error)
    {
        isBroken |= error.IsFatal;
        troubles.Report($"{error.Code}: {error.Reason}");
    }
}
