using System.Text;
using Confluent.Kafka;

namespace NotiLog.IntegrationTests.Parts;

/// <summary>A topic of the mock brokers with what the tests put into it, and how far a group has got in it.</summary>
internal sealed class KafkaTopic(KafkaBrokers brokers, string name) : IDisposable
{
    private readonly IProducer<Null, byte[]?> producer = new ProducerBuilder<Null, byte[]?>(new ProducerConfig { BootstrapServers = brokers.BootstrapServers, LingerMs = 0 })
        .SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();

    public string Name => name;

    public Task<DeliveryResult<Null, byte[]?>> PutAsync(string record) => PutAsync(Encoding.UTF8.GetBytes(record));

    /// <summary>Null for a tombstone; the time is now when null.</summary>
    public Task<DeliveryResult<Null, byte[]?>> PutAsync(byte[]? record, DateTimeOffset? time = null)
    {
        var message = new Message<Null, byte[]?> { Value = record };
        if (time is { } at)
            message.Timestamp = new Timestamp(at);
        return producer.ProduceAsync(name, message);
    }

    /// <summary>How many records of the topic the group has behind it.</summary>
    public Task<long> CommittedAsync(string group) => Task.Run(() =>
    {
        using var asker = new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig { BootstrapServers = brokers.BootstrapServers, GroupId = group })
            .SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();
        using var admin = new DependentAdminClientBuilder(asker.Handle).Build();
        var partitions = admin.GetMetadata(name, TimeSpan.FromSeconds(10)).Topics[0].Partitions.Select(partition => new TopicPartition(name, partition.PartitionId));
        return asker.Committed(partitions, TimeSpan.FromSeconds(10)).Sum(at => Math.Max(at.Offset.Value, 0));
    });

    public void Dispose() => producer.Dispose();
}
