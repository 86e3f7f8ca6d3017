using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using NotiLog.Agent.Events;
using NotiLog.Agent.Sending;
using NotiLog.Agent.Tests.Parts;

namespace NotiLog.Agent.Tests.Sending;

public sealed class EventSenderTests : IAsyncLifetime, IDisposable
{
    private readonly AgentFolder agent = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("notilog-agent");
    private ServerStandIn server = null!;
    private ServerClient client = null!;
    private EventSender sender = null!;

    public async Task InitializeAsync()
    {
        server = await ServerStandIn.StartAsync();
        client = new ServerClient(server.Address, TimeSpan.FromSeconds(2));
        var own = new OwnEvents(client, new EventOrigin("web-1", null), agent.Time, NullLogger<OwnEvents>.Instance);
        sender = new EventSender(agent.Store, new BatchSender(client), new RejectedFile(folder.FullName, agent.Time), own, agent.Sending, agent.Time, NullLogger<EventSender>.Instance);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
    }

    public void Dispose()
    {
        agent.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Events_are_sent_in_batches_of_500_in_their_order_and_then_gone()
    {
        Buffer(1200);
        await SendAllAsync();
        Assert.Equal([500, 500, 200], server.Batches.Select(batch => batch.Count(c => c == '\n')));
        Assert.Equal(Enumerable.Range(0, 1200).Select(n => $"line {n}"), server.Events.Select(Message));
        Assert.Equal(0, agent.Store.Events);
    }

    [Fact]
    public async Task Segments_of_different_levels_are_joined_into_one_request()
    {
        agent.Write("a.log", "INFO 1\nERROR 2\nWARN 3\n");
        agent.Follow();
        await SendAllAsync();
        Assert.Equal(["ERROR 2", "INFO 1", "WARN 3"], Assert.Single(server.Batches).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Message(JsonDocument.Parse(line).RootElement)).Order());
    }

    [Theory]
    [InlineData(500, true)]
    [InlineData(503, true)]
    [InlineData(429, false)]
    [InlineData(401, true)]
    [InlineData(404, true)]
    [InlineData(301, true)]
    public async Task Nothing_leaves_the_buffer_until_it_is_accepted_and_it_is_sent_again_just_the_same(int status, bool isOut)
    {
        Buffer(3);
        List<string> bodies = [];
        server.Ingest = lines =>
        {
            bodies.Add(string.Join('\n', lines));
            return new Answer(status, RetryAfter: status is 503 or 429 ? 7 : null);
        };
        var wait = await sender.SendNextAsync(default);
        Assert.Equal(3, agent.Store.Events);
        Assert.Equal(isOut, agent.Sending.IsOut);
        Assert.True(status is 503 or 429 ? wait == TimeSpan.FromSeconds(7) : wait > TimeSpan.FromMilliseconds(400));
        server.Ingest = ServerStandIn.Accept;
        await SendAllAsync();
        Assert.Equal(Assert.Single(bodies), Assert.Single(server.Batches).TrimEnd('\n'));
        Assert.False(agent.Sending.IsOut);
    }

    [Fact]
    public async Task Waits_double_up_to_a_minute_and_begin_anew_after_a_success()
    {
        Buffer(1);
        server.Ingest = _ => new Answer(500);
        var waits = new List<TimeSpan>();
        for (var i = 0; i < 10; i++)
            waits.Add((await sender.SendNextAsync(default))!.Value);
        Assert.All(waits.Take(6).Select((wait, i) => wait.TotalSeconds / Math.Pow(2, i)), part => Assert.InRange(part, 0.5, 1));
        Assert.All(waits[^3..], wait => Assert.InRange(wait, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60)));
        server.Ingest = ServerStandIn.Accept;
        await SendAllAsync();
        Buffer(1);
        server.Ingest = _ => new Answer(500);
        Assert.InRange((await sender.SendNextAsync(default))!.Value, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_server_that_answers_nothing_or_is_gone_is_an_outage()
    {
        Buffer(1);
        using var silent = new ManualResetEventSlim();
        server.Ingest = _ =>
        {
            silent.Wait(TimeSpan.FromSeconds(10));
            return new Answer(202, "{}");
        };
        Assert.NotNull(await sender.SendNextAsync(default));
        silent.Set();
        Assert.True(agent.Sending.IsOut);
        await server.DisposeAsync();
        Assert.NotNull(await sender.SendNextAsync(default));
        Assert.Equal(1, agent.Store.Events);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""<html>welcome</html>""")]
    [InlineData("""{"accepted":2,"rejected":[]}""")]
    [InlineData("""{"accepted":2,"rejected":[{"index":9,"errors":{}}]}""")]
    public async Task An_answer_that_does_not_account_for_every_event_is_none(string body)
    {
        Buffer(3);
        server.Ingest = _ => new Answer(202, body);
        Assert.True(await sender.SendNextAsync(default) > TimeSpan.Zero);
        Assert.Equal(3, agent.Store.Events);
    }

    [Fact]
    public async Task What_is_too_large_is_sent_in_parts_and_what_alone_is_too_large_is_put_aside()
    {
        Buffer(100);
        server.Ingest = lines => lines.Length > 10 || lines.Any(line => line.Contains("line 42\"", StringComparison.Ordinal)) ? new Answer(413) : ServerStandIn.Accept(lines);
        await SendAllAsync();
        Assert.Equal(99, server.Events.Select(Message).Distinct().Count());
        Assert.Equal("413", Rejected().Single().GetProperty("reason").GetString());
        Assert.Equal("line 42", Message(Rejected().Single().GetProperty("event")));
        Assert.Equal(0, agent.Store.Events);
    }

    [Fact]
    public async Task An_event_that_is_refused_does_not_hold_up_the_rest()
    {
        Buffer(5);
        server.Ingest = lines => new Answer(202, """{"accepted":4,"rejected":[{"index":2,"errors":{"host":["is bad"]}}],"ids":[]}""");
        await SendAllAsync();
        var rejected = Rejected().Single();
        Assert.Equal(("line 2", 202, "is bad"), (Message(rejected.GetProperty("event")), rejected.GetProperty("status").GetInt32(), rejected.GetProperty("reason").GetProperty("host")[0].GetString()));
        Assert.Equal(0, agent.Store.Events);
    }

    [Fact]
    public async Task A_batch_of_which_nothing_is_acceptable_is_put_aside_whole_and_one_that_cannot_be_read_event_by_event()
    {
        Buffer(2);
        server.Ingest = _ => new Answer(400, """{"title":"no","rejected":[{"index":0,"errors":{"x":["1"]}},{"index":1,"errors":{"x":["2"]}}]}""");
        await SendAllAsync();
        Assert.Equal(2, Rejected().Count);
        Buffer(4);
        server.Ingest = lines => lines.Any(line => line.Contains("line 3\"", StringComparison.Ordinal)) ? new Answer(400, """{"detail":"unreadable"}""") : ServerStandIn.Accept(lines);
        await SendAllAsync();
        Assert.Equal(["line 0", "line 1", "line 2"], server.Events.Select(Message));
        Assert.Equal("400 unreadable", Rejected()[^1].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_time_that_the_server_does_not_take_is_exchanged_once_and_kept()
    {
        Buffer(1);
        server.Ingest = _ => new Answer(400, """{"rejected":[{"index":0,"errors":{"time":["is too old"]}}]}""");
        await sender.SendNextAsync(default);
        Assert.Equal(1, agent.Store.Events);
        server.Ingest = ServerStandIn.Accept;
        await SendAllAsync();
        var again = Assert.Single(server.Events);
        Assert.Equal("line 0", Message(again));
        Assert.NotEqual(again.GetProperty("time").GetString(), again.GetProperty("context").GetProperty("originalTime").GetString());
        server.Ingest = _ => new Answer(400, """{"rejected":[{"index":0,"errors":{"time":["is too old"]}}]}""");
        Buffer(1);
        await SendAllAsync();
        Assert.Single(Rejected());
    }

    private void Buffer(int lines)
    {
        agent.Write($"{Guid.NewGuid():N}.log", string.Concat(Enumerable.Range(0, lines).Select(n => $"line {n}\n")));
        agent.Follow();
    }

    private async Task SendAllAsync()
    {
        while (await sender.SendNextAsync(default) is { } wait)
            Assert.Equal(TimeSpan.Zero, wait);
    }

    private List<JsonElement> Rejected() => [.. File.ReadLines(Path.Combine(folder.FullName, "rejected.ndjson")).Select(line => JsonDocument.Parse(line).RootElement)];

    private static string Message(JsonElement one) => one.GetProperty("message").GetString()!;
}
