using System.Collections.Concurrent;
using System.Diagnostics;
using Confluent.Kafka;

namespace NotiLog.IntegrationTests.Parts;

/// <summary>Kafka brokers in a process of their own: they can refuse connections or hang, and keep their records meanwhile.</summary>
internal sealed class StoppableBrokers : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentDictionary<string, KafkaReader> readers = new();

    private StoppableBrokers(Process process, string bootstrapServers) => (this.process, BootstrapServers) = (process, bootstrapServers);

    public string BootstrapServers { get; }

    public static async Task<StoppableBrokers> StartAsync()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "NotiLog.Brokers.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", [program]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var address = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The brokers do not start");
        return new StoppableBrokers(process, address);
    }

    /// <summary>Connections break and are refused.</summary>
    public Task StopAsync() => TellAsync("stop");

    public Task StartAgainAsync() => TellAsync("start");

    /// <summary>Connections stay and nothing answers; what is sent meanwhile is taken after <see cref="ThawAsync"/>.</summary>
    public Task FreezeAsync() => SignalAsync("-STOP");

    public Task ThawAsync() => SignalAsync("-CONT");

    /// <summary>What was read from a topic so far; reading begins with the first call.</summary>
    public IReadOnlyList<ConsumeResult<string, byte[]>> Received(string topic) =>
        readers.GetOrAdd(topic, name => new KafkaReader(BootstrapServers, name)).Records.All;

    public async ValueTask DisposeAsync()
    {
        await ThawAsync();
        foreach (var reader in readers.Values)
            reader.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task TellAsync(string command)
    {
        await process.StandardInput.WriteLineAsync(command);
        await process.StandardInput.FlushAsync();
        Assert.Equal(command, await process.StandardOutput.ReadLineAsync());
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }
}
