using System.Text;
using System.Text.Json;
using NotiLog.IntegrationTests.Parts;
using Xunit.Abstractions;

namespace NotiLog.IntegrationTests.EndToEnd;

/// <summary>Events from a topic, through the real host and librdkafka's mock brokers.</summary>
[Collection(CrashCollection.Name)]
public sealed class KafkaIngestTests : IDisposable
{
    private const string Group = "notilog";
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(90);

    private readonly ITestOutputHelper output;
    private readonly KafkaBrokers brokers = new();
    private readonly KafkaTopic topic;

    public KafkaIngestTests(ITestOutputHelper output)
    {
        this.output = output;
        topic = new KafkaTopic(brokers, "app-logs");
    }

    private Dictionary<string, string> Settings => new() { ["Kafka:BootstrapServers"] = brokers.BootstrapServers, ["Kafka:IngestTopic"] = topic.Name };

    public void Dispose()
    {
        topic.Dispose();
        brokers.Dispose();
    }

    [Fact]
    public async Task Records_become_events_and_bad_ones_are_listed_with_their_reasons()
    {
        var time = TimeProvider.System.GetUtcNow().AddHours(-1);
        await topic.PutAsync(Encoding.UTF8.GetBytes("""{"level":"error","message":"alone"}"""), time);
        await topic.PutAsync("""[{"level":"info","message":"first of two","host":"web-1"},{"level":"loud","message":"second of two"}]""");
        await topic.PutAsync("{\"level\":\"info\",\"message\":\"line one\"}\nnonsense\n{\"level\":\"info\",\"message\":\"line three\",\"id\":\"own-3\"}\n");
        await topic.PutAsync([0xff, 0xfe, 0x00, 0x01]);
        await topic.PutAsync((byte[]?)null);
        await topic.PutAsync($"{{\"level\":\"info\",\"message\":\"{new string('x', 300_000)}\"}}");
        await topic.PutAsync("""{"level":"info","message":"last"}""");
        await using var app = await App.StartAsync(Settings);

        var events = await EventsAsync(app, 5);
        Assert.Equal(["alone", "first of two", "last", "line one", "line three"], events.Select(e => Calls.Text(e, "message")!).Order(StringComparer.Ordinal));
        var alone = events.Single(e => Calls.Text(e, "message") == "alone");
        Assert.Equal(["app-logs", "app-logs", "app-logs"], ((string[])["source", "host", "service"]).Select(name => Calls.Text(alone, name)));
        Assert.Equal(time.ToUnixTimeMilliseconds(), alone.GetProperty("time").GetDateTimeOffset().ToUnixTimeMilliseconds());
        Assert.Matches(@"^kafka:\d+:\d+:0$", Calls.Text(alone, "id"));
        Assert.Equal("own-3", Calls.Text(events.Single(e => Calls.Text(e, "message") == "line three"), "id"));

        await Eventually.HoldsAsync(async () => await topic.CommittedAsync(Group) == 7, () => "the offsets are not committed");
        var rejected = await app.AllAsync("/api/v1/rejected?limit=2");
        Assert.Equal(
            ["body  \ufffd\ufffd\0\u0001", "event 0 {\"level\":\"info\",\"mes", "level 1 {\"level\":\"loud\",\"mes", "line 1 nonsense"],
            rejected.Select(one => $"{string.Join(',', one.GetProperty("errors").EnumerateObject().Select(e => e.Name))} {one.GetProperty("index")} {Cut(Calls.Text(one, "body")!)}").Order(StringComparer.Ordinal));
        Assert.All(rejected, one => Assert.Equal(("kafka:app-logs", "app-logs"), (Calls.Text(one, "source"), Calls.Text(one, "topic"))));
        Assert.All(rejected, one => Assert.InRange(Calls.Text(one, "body")!.Length, 1, 4096));
        Assert.Equal(rejected.Select(one => one.GetProperty("at").GetDateTimeOffset()).OrderDescending(), rejected.Select(one => one.GetProperty("at").GetDateTimeOffset()));
    }

    [Fact]
    public async Task A_second_delivery_of_everything_changes_nothing()
    {
        for (var n = 0; n < 40; n++)
            await topic.PutAsync(n % 4 == 0 ? $"nonsense {n}" : $$"""{"level":"info","message":"event {{n}}"}""");
        var settings = Settings;
        await using var app = await App.StartAsync(settings);
        var before = await EventsAsync(app, 30);
        await Eventually.HoldsAsync(async () => await topic.CommittedAsync(Group) == 40, () => "the offsets are not committed");
        app.SendTerminate();
        Assert.Equal(0, await app.EndAsync());

        settings["Kafka:ConsumerGroup"] = "another";
        await app.StartAgainAsync();

        await Eventually.HoldsAsync(async () => await topic.CommittedAsync("another") == 40, () => $"not read again: {app.Output}", Long);
        await AssertOnceAsync(app, Enumerable.Range(0, 40).Where(n => n % 4 != 0).Select(n => $"event {n}"));
        Assert.Equal(before.Select(Id).Order(), (await app.AllAsync(Calls.Events)).Select(Id).Order());
        Assert.Equal(10, (await app.AllAsync("/api/v1/rejected")).Count);
    }

    [Fact]
    public async Task After_kills_in_mid_stream_every_record_is_stored_once()
    {
        const int Kills = 4;
        await using var app = await App.StartAsync(Settings);
        using var enough = new CancellationTokenSource();
        var producing = Task.Run(() => ProduceAsync(enough.Token));
        for (var kill = 1; kill <= Kills; kill++)
        {
            var moment = await CountAsync(app) + Random.Shared.Next(50, 800);
            await Eventually.HoldsAsync(async () => await CountAsync(app) >= moment, () => $"only {CountAsync(app).Result} of {moment} before kill {kill}: {app.Output}", Long);
            await app.KillAsync();
            await app.StartAgainAsync();
        }

        await enough.CancelAsync();
        var records = await producing;
        await Eventually.HoldsAsync(async () => await topic.CommittedAsync(Group) == records, () => $"the topic is not read to its end: {app.Output}", Long);
        await AssertOnceAsync(app, [.. Enumerable.Range(0, records).Select(n => $"a {n}"), .. Enumerable.Range(0, (records + 9) / 10).Select(n => $"b {n * 10}")]);
        Assert.Empty(await app.AllAsync("/api/v1/rejected"));
        output.WriteLine($"{Kills} kills: {records} records, {await CountAsync(app)} events, each stored once");
    }

    [Fact]
    public async Task Without_storage_nothing_is_lost_and_no_offset_is_committed()
    {
        var azurite = new Azurite();
        await azurite.InitializeAsync();
        try
        {
            await topic.PutAsync("""{"level":"info","message":"before"}""");
            await using var app = await App.StartAsync(Settings, azurite.ConnectionString);
            await EventsAsync(app, 1);
            await Eventually.HoldsAsync(async () => await topic.CommittedAsync(Group) == 1, () => "the offset is not committed");

            await azurite.TerminateAsync();
            for (var n = 0; n < 100; n++)
                await topic.PutAsync(n % 10 == 0 ? $"nonsense {n}" : $$"""{"level":"info","message":"while {{n}}"}""");
            await Eventually.HoldsAsync(() => Task.FromResult(app.Output.Contains("IngestFromKafka failed", StringComparison.Ordinal)), () => app.Output, Long);
            Assert.Equal(1, await topic.CommittedAsync(Group));

            await azurite.StartAgainAsync();
            await Eventually.HoldsAsync(async () => await topic.CommittedAsync(Group) == 101, () => $"not gone on: {app.Output}", Long);
            await AssertOnceAsync(app, ["before", .. Enumerable.Range(0, 100).Where(n => n % 10 != 0).Select(n => $"while {n}")]);
            Assert.Equal(10, (await app.AllAsync("/api/v1/rejected")).Count);
            Assert.Equal(2, app.Output.Split("cannot be taken in now").Length);
        }
        finally
        {
            await azurite.DisposeAsync();
        }
    }

    [Fact]
    public async Task Brokers_that_are_away_at_the_start_and_later_are_told_once_and_waited_for()
    {
        await topic.PutAsync("""{"level":"info","message":"before"}""");
        brokers.Stop();
        await using var app = await App.StartAsync(Settings);
        await Eventually.HoldsAsync(() => Task.FromResult(app.Output.Contains("cannot be taken in now", StringComparison.Ordinal)), () => app.Output);
        brokers.Start();
        await EventsAsync(app, 1);
        brokers.Stop();
        await Eventually.HoldsAsync(() => Task.FromResult(app.Output.Split("cannot be taken in now").Length == 3), () => app.Output);
        brokers.Start();
        await topic.PutAsync("""{"level":"info","message":"after"}""");
        await EventsAsync(app, 2);
        Assert.Equal(3, app.Output.Split("cannot be taken in now").Length);

        brokers.Stop();
        app.SendTerminate();
        Assert.Equal(0, await app.EndAsync());
    }

    /// <summary>Some 400 records a second, every tenth with two events, until it is enough; answers how many.</summary>
    private async Task<int> ProduceAsync(CancellationToken enough)
    {
        var n = 0;
        for (; !enough.IsCancellationRequested; n++)
        {
            await topic.PutAsync(n % 10 != 0 ? $$"""{"level":"warning","message":"a {{n}}"}""" : $$"""
                {"level":"info","message":"a {{n}}"}
                {"level":"info","message":"b {{n}}"}
                """);
            if (n % 10 == 0)
                await Task.Delay(TimeSpan.FromMilliseconds(25), CancellationToken.None);
        }

        return n;
    }

    private static string Cut(string text) => text.Length <= 20 ? text : text[..20];

    private static Guid Id(JsonElement stored) => stored.GetProperty("eventId").GetGuid();

    private static async Task<List<JsonElement>> EventsAsync(App app, int count)
    {
        List<JsonElement> events = [];
        await Eventually.HoldsAsync(async () => (events = await app.AllAsync($"{Calls.Events}?limit=1000")).Count >= count, () => $"{events.Count} of {count} events: {app.Output}", Long);
        return events;
    }

    private static async Task<int> CountAsync(App app) =>
        (await app.GetAsync("/api/v1/overview")).GetProperty("eventsByLevel").EnumerateObject().Sum(level => level.Value.GetInt32());

    private static async Task AssertOnceAsync(App app, IEnumerable<string> messages)
    {
        var stored = (await app.AllAsync($"{Calls.Events}?limit=1000")).Select(e => Calls.Text(e, "message")!).ToList();
        Assert.Equal(messages.Order(StringComparer.Ordinal), stored.Order(StringComparer.Ordinal));
        Assert.Equal(stored.Count, await CountAsync(app));
    }
}
