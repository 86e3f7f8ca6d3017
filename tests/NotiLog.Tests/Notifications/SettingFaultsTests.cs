using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using NotiLog.Functions.Health;
using NotiLog.Notifications;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Notifications;

/// <summary>Wrong settings of one channel switch that channel off and nothing else.</summary>
public sealed class SettingFaultsTests : IAsyncDisposable
{
    private const string Fault = "Scripted:Token must be a token";

    private readonly AppParts app = new();

    public SettingFaultsTests() => app.Transport.SettingFaults = [Fault];

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_channel_is_refused_and_the_fault_named()
    {
        var body = JsonElement.Parse("""{"type":"scripted","scripted":{"to":["a"]}}""");
        var put = await app.Get<ChannelEditor>().PutAsync("ops", body, "ann", CancellationToken.None);
        Assert.Equal($"cannot be scripted here: {Fault}", Assert.Single(put.Problem!.Faults!.ByField["type"]));
    }

    [Fact]
    public async Task A_test_message_is_refused_and_the_fault_named()
    {
        var channel = new Channel("ops", "scripted", JsonElement.Parse("""{"to":["a"]}"""));
        var tested = await app.Get<ChannelTester>().TestAsync(channel, "ann", CancellationToken.None);
        Assert.Equal($"cannot be scripted here: {Fault}", Assert.Single(tested.Problem!.Faults!.ByField["type"]));
        Assert.Empty(app.Transport.Sent);
    }

    [Fact]
    public async Task Readiness_says_failed_for_the_transport_and_ready_for_the_rest()
    {
        var report = await app.Get<Readiness>().CheckAsync(CancellationToken.None);
        Assert.Equal("ready", report.Status);
        var states = report.Dependencies.ToDictionary(one => one.Name, one => (one.State, one.Detail));
        Assert.Equal(("failed", Fault), states["scripted"]);
        Assert.Equal(("notConfigured", "the setting Telegram:BotToken is missing"), states["telegram"]);
    }

    [Fact]
    public async Task Deliveries_wait_until_the_settings_are_put_right()
    {
        app.Transport.SettingFaults = [];
        await app.RouteAsync("""[{"name":"errors","match":["level>=error"],"channels":["ops"]}]""");
        app.Transport.SettingFaults = [Fault, "Scripted:Url must be an address"];
        await app.TellAsync(await app.IngestAsync("""{"level":"error","message":"payment failed"}"""));
        Assert.Equal(2, (await app.DeliveriesAsync()).Count);
        Assert.All(await app.DeliveriesAsync(), d => Assert.Equal((DeliveryStatus.Retrying, $"{Fault}; Scripted:Url must be an address"), (d.Status, d.Error)));
        Assert.Empty(app.Transport.Sent);

        app.Transport.SettingFaults = [];
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await app.PassAsync();
        Assert.Equal(2, app.Transport.Sent.Count);
    }

    [Fact]
    public async Task The_log_names_each_fault_once_at_the_start()
    {
        var lines = new ConcurrentQueue<(LogLevel Level, string Text)>();
        using var logging = LoggerFactory.Create(builder => builder.AddProvider(new Recorder(lines)));
        await new SettingFaultsLog([app.Transport], logging.CreateLogger<SettingFaultsLog>()).StartAsync(CancellationToken.None);
        Assert.Equal([(LogLevel.Error, $"Nothing is told by scripted: {Fault}")], lines);
    }

    private sealed class Recorder(ConcurrentQueue<(LogLevel Level, string Text)> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue((logLevel, formatter(state, exception)));

        public void Dispose() { }
    }
}
