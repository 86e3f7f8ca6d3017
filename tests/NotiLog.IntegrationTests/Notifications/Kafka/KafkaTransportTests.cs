using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NotiLog.IntegrationTests.Parts;
using NotiLog.Notifications;
using NotiLog.Notifications.Kafka;
using NotiLog.Tests.Notifications;

namespace NotiLog.IntegrationTests.Notifications.Kafka;

public sealed class KafkaTransportTests : IDisposable
{
    private readonly KafkaBrokers brokers = new();
    private readonly ServiceProvider services;

    public KafkaTransportTests() => services = Channels.Compose(
        (collection, configuration) => collection.AddKafka(configuration), TimeProvider.System, ("Kafka:BootstrapServers", brokers.BootstrapServers));

    public void Dispose()
    {
        services.Dispose();
        brokers.Dispose();
    }

    [Fact]
    public async Task Delivers_one_record_with_key_value_and_headers()
    {
        var delivered = Assert.IsType<SendOutcome.Delivered>(await SendAsync(Transport));
        var record = await brokers.NextAsync("alerts");
        Assert.Equal("payments|payments|web-1", record.Message.Key);
        Assert.Equal("payment 4711 failed", JsonElement.Parse(record.Message.Value).GetProperty("events")[0].GetProperty("message").GetString());
        Assert.Equal("application/json", Encoding.UTF8.GetString(record.Message.Headers.GetLastBytes("content-type")));
        Assert.Equal($"alerts[{record.Partition.Value}]@{record.Offset.Value}", delivered.ProviderId);
    }

    [Fact]
    public async Task Delivers_a_record_for_each_event_in_order()
    {
        var content = SomeNotification.Content([.. Enumerable.Range(0, 100).Select(SomeNotification.Event)]);
        Assert.IsType<SendOutcome.Delivered>(await SendAsync(Transport, """{"topic":"events","mode":"events"}""", "events", content));
        for (var number = 0; number < 100; number++)
        {
            var record = await brokers.NextAsync("events");
            Assert.Equal($"payment {4711 + number} failed", JsonElement.Parse(record.Message.Value).GetProperty("message").GetString());
        }
    }

    [Theory]
    [InlineData(ErrorCode.TopicAuthorizationFailed)]
    [InlineData(ErrorCode.TopicException)]
    [InlineData(ErrorCode.MsgSizeTooLarge)]
    public async Task Gives_up_when_the_broker_will_never_take_it(ErrorCode error)
    {
        Assert.IsType<SendOutcome.Delivered>(await SendAsync(Transport));
        brokers.RefuseProduce(error);
        var rejected = Assert.IsType<SendOutcome.Rejected>(await SendAsync(Transport));
        Assert.StartsWith(error.ToString(), rejected.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Learns_that_a_refused_topic_has_been_allowed()
    {
        using var connection = new KafkaConnection(Options, NullLogger<KafkaConnection>.Instance) { TopicRefresh = TimeSpan.FromMilliseconds(200) };
        var transport = new KafkaTransport(connection, Options, TimeProvider.System);
        Assert.IsType<SendOutcome.Delivered>(await SendAsync(transport));
        brokers.RefuseProduce(ErrorCode.TopicAuthorizationFailed);
        Assert.IsType<SendOutcome.Rejected>(await SendAsync(transport));
        await UntilDeliveredAsync(transport);
    }

    [Fact]
    public async Task Builds_a_new_producer_after_a_fatal_error()
    {
        Assert.IsType<SendOutcome.Delivered>(await SendAsync(Transport));
        var first = services.GetRequiredService<KafkaConnection>().Producer;
        brokers.RefuseProduce(ErrorCode.OutOfOrderSequenceNumber);
        Assert.IsType<SendOutcome.Retry>(await SendAsync(Transport));
        Assert.NotSame(first, services.GetRequiredService<KafkaConnection>().Producer);
        Assert.IsType<SendOutcome.Delivered>(await SendAsync(Transport));
    }

    [Fact]
    public async Task Tries_again_while_the_broker_is_gone_and_delivers_when_it_is_back()
    {
        using var connection = new KafkaConnection(Options, NullLogger<KafkaConnection>.Instance) { MessageTimeOut = TimeSpan.FromSeconds(1) };
        var transport = new KafkaTransport(connection, Options, TimeProvider.System);
        brokers.Stop();
        var retry = Assert.IsType<SendOutcome.Retry>(await SendAsync(transport));
        Assert.StartsWith("Local_", retry.Reason, StringComparison.Ordinal);
        brokers.Start();
        await UntilDeliveredAsync(transport);
        await brokers.NextAsync("alerts");
    }

    [Fact]
    public async Task Does_not_wait_beyond_its_time_out()
    {
        brokers.Stop();
        var impatient = new KafkaTransport(services.GetRequiredService<KafkaConnection>(), Options, TimeProvider.System) { TimeOut = TimeSpan.FromMilliseconds(300) };
        var retry = Assert.IsType<SendOutcome.Retry>(await SendAsync(impatient));
        Assert.StartsWith("no answer within", retry.Reason, StringComparison.Ordinal);
    }

    private IOptions<KafkaOptions> Options => services.GetRequiredService<IOptions<KafkaOptions>>();

    private IChannelTransport Transport => services.GetRequiredService<IChannelTransport>();

    private static async Task UntilDeliveredAsync(IChannelTransport transport)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await SendAsync(transport) is not SendOutcome.Delivered)
            deadline.Token.ThrowIfCancellationRequested();
    }

    private static Task<SendOutcome> SendAsync(
        IChannelTransport transport, string settings = """{"topic":"alerts"}""", string topic = "alerts", NotificationContent? content = null) =>
        transport.SendAsync(SomeNotification.Request(SomeNotification.Channel("kafka", settings), topic, content), CancellationToken.None);
}
