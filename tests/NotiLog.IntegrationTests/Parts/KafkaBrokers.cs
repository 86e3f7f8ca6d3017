using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace NotiLog.IntegrationTests.Parts;

/// <summary>librdkafka's mock brokers: one broker on 127.0.0.1 that speaks the real protocol, in this process.</summary>
internal sealed class KafkaBrokers : IDisposable
{
    private const int BrokerId = 1;
    private const short ProduceRequest = 0;
    private const int SetMask = 2;
    private const int LargestSignalSet = 128;

    private readonly IProducer<Null, Null> owner;
    private readonly IntPtr cluster;
    private readonly ConcurrentDictionary<string, KafkaReader> readers = new();

    /// <summary>The client brings several builds of its library and loads the first that this machine can; it has to be the same one.</summary>
    static KafkaBrokers() => NativeLibrary.SetDllImportResolver(typeof(KafkaBrokers).Assembly, (name, _, _) => name == "librdkafka"
        ? NativeLibrary.Load(Process.GetCurrentProcess().Modules.Cast<ProcessModule>().First(module => module.ModuleName.Contains(name)).FileName)
        : IntPtr.Zero);

    public KafkaBrokers()
    {
        var config = new ProducerConfig { BootstrapServers = "127.0.0.1:1" };
        config.Set("test.mock.num.brokers", "1");
        owner = WithoutSignals(() => new ProducerBuilder<Null, Null>(config).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build());
        cluster = MockCluster(NativeHandle(owner.Handle));
        BootstrapServers = Marshal.PtrToStringUTF8(MockBootstraps(cluster))!;
    }

    public string BootstrapServers { get; }

    /// <summary>The broker refuses connections until <see cref="Start"/>.</summary>
    public void Stop() => Require(BrokerDown(cluster, BrokerId));

    public void Start() => Require(BrokerUp(cluster, BrokerId));

    /// <summary>Answers the next produce requests with these errors.</summary>
    public void RefuseProduce(params ErrorCode[] errors) =>
        PushErrors(cluster, ProduceRequest, (nuint)errors.Length, [.. errors.Select(error => (int)error)]);

    /// <summary>The first unseen record of a topic that fits, from the topic's beginning; waits for it.</summary>
    public Task<ConsumeResult<string, byte[]>> NextAsync(string topic, Func<ConsumeResult<string, byte[]>, bool>? fits = null, TimeSpan? deadline = null) =>
        Reader(topic).Records.NextAsync(fits, deadline);

    /// <summary>What was read from a topic so far; reading begins with the first call.</summary>
    public IReadOnlyList<ConsumeResult<string, byte[]>> Received(string topic) => Reader(topic).Records.All;

    public void Dispose()
    {
        foreach (var reader in readers.Values)
            reader.Dispose();
        owner.Dispose();
    }

    private KafkaReader Reader(string topic) => readers.GetOrAdd(topic, name => new KafkaReader(BootstrapServers, name));

    /// <summary>
    /// Threads inherit the mask of their maker. The mock cluster's thread ends for good when a signal interrupts its poll, and the end of a freeze is one (SIGCONT).
    /// </summary>
    private static T WithoutSignals<T>(Func<T> make)
    {
        if (!OperatingSystem.IsLinux())
            return make();
        var (all, before) = (new byte[LargestSignalSet], new byte[LargestSignalSet]);
        _ = FillSignals(all);
        _ = SetSignals(SetMask, all, before);
        try
        {
            return make();
        }
        finally
        {
            _ = SetSignals(SetMask, before, all);
        }
    }

    private static IntPtr NativeHandle(Handle handle)
    {
        const BindingFlags any = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;
        var safe = handle.GetType().GetProperty("LibrdkafkaHandle", any)!.GetValue(handle)!;
        return ((SafeHandle)safe).DangerousGetHandle();
    }

    private static void Require(int error)
    {
        if (error != 0)
            throw new InvalidOperationException($"The mock cluster answered {(ErrorCode)error}");
    }

    [DllImport("libc", EntryPoint = "sigfillset")]
    private static extern int FillSignals(byte[] set);

    [DllImport("libc", EntryPoint = "pthread_sigmask")]
    private static extern int SetSignals(int how, byte[] set, byte[] before);

    [DllImport("librdkafka", EntryPoint = "rd_kafka_handle_mock_cluster")]
    private static extern IntPtr MockCluster(IntPtr client);

    [DllImport("librdkafka", EntryPoint = "rd_kafka_mock_cluster_bootstraps")]
    private static extern IntPtr MockBootstraps(IntPtr cluster);

    [DllImport("librdkafka", EntryPoint = "rd_kafka_mock_broker_set_down")]
    private static extern int BrokerDown(IntPtr cluster, int broker);

    [DllImport("librdkafka", EntryPoint = "rd_kafka_mock_broker_set_up")]
    private static extern int BrokerUp(IntPtr cluster, int broker);

    [DllImport("librdkafka", EntryPoint = "rd_kafka_mock_push_request_errors_array")]
    private static extern void PushErrors(IntPtr cluster, short request, nuint count, int[] errors);
}
