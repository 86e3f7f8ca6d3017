using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NotiLog.Events;
using NotiLog.Functions.Live;
using NotiLog.Live;
using NotiLog.Notifications;
using NotiLog.Schedule;
using NotiLog.Tables;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Live;

public sealed class LiveFeedTests : IAsyncDisposable
{
    private readonly AppParts app = new();

    private LiveFeed Feed => app.Get<LiveFeed>();

    private LiveAudience Audience => app.Get<LiveAudience>();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Nothing_is_sent_while_nobody_watches()
    {
        for (var second = 0; second < 25; second++)
        {
            await app.IngestAsync(Events(1));
            Assert.Null(await Feed.ForBrowsersAsync());
            Assert.False(Audience.MayWatch);
            app.Time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Storage_is_asked_once_in_ten_seconds()
    {
        var tables = new WatchedTables(new MemoryTables());
        var audience = new LiveAudience(tables, app.Time);

        for (var second = 0; second < 30; second++)
        {
            await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => audience.IsWatchedAsync().AsTask()));
            app.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(3, tables.Reads);
    }

    [Fact]
    public async Task Who_watches_gets_the_stored_events_as_a_list_shows_them()
    {
        await Audience.SeenAsync("c1", CancellationToken.None);
        var ids = (await app.IngestAsync($$"""
            [{"level":"error","message":"привет","service":"pay"},{"level":"loud","message":"no"},{"level":"info","message":"{{new string('я', 299)}}😀😀"}]
            """)).Ids;

        var message = Assert.Single((await Feed.ForBrowsersAsync())!);

        Assert.Equal(("events", null, null), (message.Target, message.UserId, message.ConnectionId));
        var events = ((JsonElement)Assert.Single(message.Arguments!)).EnumerateArray().ToList();
        Assert.Equal(ids, events.Select(e => e.GetProperty("eventId").GetGuid()));
        Assert.Equal(
            """{"eventId":"ID","time":"2026-11-23T10:15:30Z","level":"error","service":"pay","host":"web-1","source":"web-1","environment":"default","kind":"log","message":"привет"}"""
                .Replace("ID", ids[0].ToString(), StringComparison.Ordinal),
            events[0].GetRawText());
        Assert.Equal(new string('я', 299) + "…", events[1].GetProperty("message").GetString());
        Assert.Null(await Feed.ForBrowsersAsync());
    }

    [Fact]
    public async Task A_retransmit_is_not_shown_again()
    {
        await Audience.SeenAsync("c1", CancellationToken.None);
        const string Event = """{"id":"1","time":"2026-11-23T10:15:00Z","level":"error","message":"once"}""";
        await app.IngestAsync(Event);
        Assert.NotNull(await Feed.TakeAsync());

        await app.IngestAsync(Event);

        Assert.Null(await Feed.TakeAsync());
    }

    [Fact]
    public async Task Five_thousand_events_at_once_are_a_few_messages_and_the_newest_are_among_them()
    {
        await Audience.SeenAsync("c1", CancellationToken.None);
        var sent = new List<LiveMessage>();
        var last = Guid.Empty;
        for (var i = 0; i < 50; i++)
        {
            last = (await app.IngestAsync(Events(100))).Ids[^1];
            sent.AddRange(await Feed.TakeAsync() ?? []);
        }

        app.Time.Advance(TimeSpan.FromMilliseconds(400));
        sent.AddRange(await Feed.TakeAsync() ?? []);

        Assert.InRange(sent.Count, 2, 5);
        Assert.All(sent, message => Assert.InRange(((LiveEvent[])message.Argument).Length, 1, LiveFeed.MostEvents));
        Assert.Equal(last, ((LiveEvent[])sent[^1].Argument)[^1].EventId);
    }

    [Fact]
    public async Task A_steady_stream_is_a_message_every_400_ms()
    {
        await Audience.SeenAsync("c1", CancellationToken.None);
        var messages = 0;
        for (var i = 0; i < 200; i++)
        {
            await app.IngestAsync(Events(1));
            messages += (await Feed.TakeAsync())?.Count ?? 0;
            app.Time.Advance(TimeSpan.FromMilliseconds(50));
        }

        Assert.InRange(messages, 25, 29);
    }

    [Fact]
    public async Task It_ends_with_the_last_connection_and_begins_within_ten_seconds_on_every_instance()
    {
        await using var other = app.NewInstance(alone: false);
        var there = other.GetRequiredService<LiveAudience>();
        Assert.False(await there.IsWatchedAsync());

        await Audience.SeenAsync("c1", CancellationToken.None);
        await Audience.SeenAsync("c2", CancellationToken.None);
        Assert.True(await Audience.IsWatchedAsync());
        app.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.True(await there.IsWatchedAsync());

        await there.GoneAsync("c1", CancellationToken.None);
        Assert.True(await there.IsWatchedAsync());
        await there.GoneAsync("c2", CancellationToken.None);
        Assert.False(await there.IsWatchedAsync());
        app.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.False(await Audience.IsWatchedAsync());
    }

    [Fact]
    public async Task A_connection_that_nobody_ended_counts_for_a_day_from_its_last_word()
    {
        await Audience.SeenAsync("c1", CancellationToken.None);
        app.Time.Advance(TimeSpan.FromHours(23));
        Assert.True(await Audience.IsWatchedAsync());
        await Audience.SeenAsync("c1", CancellationToken.None);
        app.Time.Advance(TimeSpan.FromHours(23));
        Assert.True(await Audience.IsWatchedAsync());
        app.Time.Advance(TimeSpan.FromHours(2));
        Assert.False(await Audience.IsWatchedAsync());
    }

    [Fact]
    public async Task The_connections_of_a_dead_process_are_forgotten_at_the_start_and_those_of_this_one_are_not()
    {
        await Audience.SeenAsync("dead", CancellationToken.None);
        app.Time.Advance(TimeSpan.FromSeconds(1));
        await using var next = app.NewInstance();
        var audience = next.GetRequiredService<LiveAudience>();
        await audience.SeenAsync("mine", CancellationToken.None);

        await next.GetRequiredService<DispatchPass>().RunAsync(new Outgoing(), CancellationToken.None);

        Assert.True(await audience.IsWatchedAsync());
        await audience.GoneAsync("mine", CancellationToken.None);
        Assert.False(await audience.IsWatchedAsync());
    }

    [Fact]
    public async Task Storage_that_does_not_answer_changes_nothing_and_fails_nobody()
    {
        await Audience.SeenAsync("c1", CancellationToken.None);
        await app.IngestAsync(Events(1));
        app.Time.Advance(TimeSpan.FromSeconds(10));
        app.Tables.Down = true;

        Assert.NotNull(await Feed.TakeAsync());
        Assert.True(await Audience.IsWatchedAsync());
    }

    [Fact]
    public async Task Storage_that_answers_late_is_not_waited_for_and_counts_all_the_same()
    {
        var tables = new MemoryTables();
        var slow = new SlowTables(tables);
        var audience = new LiveAudience(slow, app.Time);
        await new LiveAudience(tables, app.Time).SeenAsync("c1", CancellationToken.None);

        var asked = audience.IsWatchedAsync().AsTask();
        app.Time.Advance(TimeSpan.FromMilliseconds(501));
        Assert.False(await asked);
        slow.Answer.SetResult();

        Assert.True(SpinWait.SpinUntil(() => audience.MayWatch, TimeSpan.FromSeconds(20)));
        Assert.True(await audience.IsWatchedAsync());
    }

    [Fact]
    public async Task A_settled_delivery_is_told()
    {
        await app.RouteAsync("""[{"name":"all","match":["kind=log"],"channels":["ops"]}]""");
        await Audience.SeenAsync("c1", CancellationToken.None);
        app.Transport.Script.Enqueue(new SendOutcome.Rejected("no such chat"));
        var outgoing = new Outgoing();
        foreach (var hint in (await app.IngestAsync(Events(1))).Hints)
            outgoing.Add(OutboxSweep.Queue, hint.ToJson());
        await app.DrainAsync(outgoing);

        var told = (await Feed.ForBrowsersAsync())!.Where(message => message.Target == "deliveryChanged")
            .Select(message => (JsonElement)Assert.Single(message.Arguments!)).ToList();

        Assert.Equal(["delivered", "failed"], told.Select(delivery => delivery.GetProperty("status").GetString()).Order());
        Assert.All(told, delivery => Assert.Equal(
            ["id", "notificationId", "channel", "status", "attempts"], delivery.EnumerateObject().Select(member => member.Name)));
    }

    /// <summary>Queries wait until they may answer.</summary>
    private sealed class SlowTables(ITables inner) : ITables
    {
        public TaskCompletionSource Answer { get; } = new();

        public ITable Open(string name) => new Slow(this, inner.Open(name));

        public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken) => inner.ListAsync(prefix, cancellationToken);

        public Task CreateAsync(string name, CancellationToken cancellationToken) => inner.CreateAsync(name, cancellationToken);

        public Task DropAsync(string name, CancellationToken cancellationToken) => inner.DropAsync(name, cancellationToken);

        private sealed class Slow(SlowTables tables, ITable inner) : ITable
        {
            public string Name => inner.Name;

            public Task<TableRow?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken) => inner.GetAsync(partitionKey, rowKey, cancellationToken);

            public Task<CommitResult> CommitAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken) => inner.CommitAsync(writes, cancellationToken);

            public async Task<TablePage> QueryAsync(TableQuery query, CancellationToken cancellationToken)
            {
                await tables.Answer.Task;
                return await inner.QueryAsync(query, cancellationToken);
            }
        }
    }

    private static string Events(int count) =>
        $"[{string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{"level":"info","message":"event {{i}}"}"""))}]";
}
