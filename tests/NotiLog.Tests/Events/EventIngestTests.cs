using NotiLog.Common;
using NotiLog.Events;
using NotiLog.Tables;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Events;

public sealed class EventIngestTests : IAsyncDisposable
{
    private readonly AppParts app = new();

    private static string Event(string message, string more = "") => $$"""{"level":"error","message":"{{message}}"{{more}}}""";

    private static string Batch(int count, Func<int, string> one) => "[" + string.Join(',', Enumerable.Range(0, count).Select(one)) + "]";

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Fills_in_what_is_missing()
    {
        await app.IngestAsync(Event("m"));

        var stored = Assert.Single(await app.ListAsync());
        Assert.Equal(("web-1", "web-1", "web-1", "default", "log"), (stored.Host, stored.Source, stored.Service, stored.Environment, stored.Kind));
        Assert.Equal(AppParts.Start, stored.Time);
        Assert.Equal("open", stored.Status);
    }

    [Fact]
    public async Task Keeps_everything_that_was_sent()
    {
        await app.IngestAsync("""
            {"id":"c-1","time":"2026-11-23T10:15:29.123456Z","level":"crit","message":"Привет 👋 \u202e<b>","host":"../h","service":"s","source":"q","environment":"prod","kind":"audit",
             "requestId":"r","correlationId":"c","traceId":"t","spanId":"p","stackTrace":"a\nb","context":{"orderId": 4711,"anything":["json"]}}
            """);

        var e = Assert.Single(await app.ListAsync());
        Assert.Equal(("c-1", Level.Critical, "Привет 👋 \u202e<b>", "../h"), (e.Id, e.Level, e.Message, e.Host));
        Assert.Equal(("r", "c", "t", "p", "a\nb"), (e.RequestId, e.CorrelationId, e.TraceId, e.SpanId, e.StackTrace));
        Assert.Equal("""{"orderId": 4711,"anything":["json"]}""", e.Context);
        Assert.Equal(DateTimeOffset.Parse("2026-11-23T10:15:29.123456Z", null), e.Time);
    }

    [Fact]
    public async Task Ninety_eight_events_of_one_sender_and_day_are_one_commit_without_outbox_when_nothing_matches()
    {
        var answer = await app.IngestAsync(Batch(98, i => Event($"m{i}")));

        Assert.Empty(answer.Hints);
        var (table, writes) = Assert.Single(app.Tables.Commits);
        Assert.Equal("events20261123", table);
        Assert.Equal(99, writes.Count);
        Assert.DoesNotContain(writes, w => w.Row.RowKey.StartsWith(OutboxEntry.Prefix, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_matched_batch_has_its_outbox_row_in_the_same_commit()
    {
        await app.RouteAsync("""[{"name":"all","match":[],"channels":["ops"]}]""");
        app.Tables.Commits.Clear();

        var answer = await app.IngestAsync(Batch(98, i => Event($"m{i}")));

        Assert.Single(answer.Hints);
        Assert.Equal(100, Assert.Single(app.Tables.Commits, c => c.Table == "events20261123").Writes.Count);
    }

    [Fact]
    public async Task The_same_id_and_time_again_changes_nothing_and_is_not_told_again()
    {
        await app.RouteAsync("""[{"name":"all","match":[],"channels":["ops"]}]""");
        string Sent(int from, int to) => Batch(to - from, i => Event($"m{i}", $$""","id":"x-{{from + i}}","time":"2026-11-23T10:00:00Z" """));

        var first = await app.IngestAsync(Sent(0, 5));
        var again = await app.IngestAsync(Sent(0, 5));
        var some = await app.IngestAsync(Sent(3, 8));

        Assert.Equal(first.Ids, again.Ids);
        Assert.Empty(again.Hints);
        Assert.Equal(5, some.Ids.Count);
        Assert.Equal(first.Ids.Skip(3), some.Ids.Take(2));
        Assert.Equal(8, (await app.ListAsync(("kind", "log"))).Count);
        await app.TellAsync(first);
        await app.TellAsync(some);
        await app.EndWindowAsync();
        Assert.Equal(8, app.Transport.Sent.Where(s => s.Recipient == "a").Sum(s => s.Content.Notification.Count));
        Assert.Equal(8, await CountedAsync());
    }

    [Fact]
    public async Task The_same_id_twice_in_one_request_is_stored_once()
    {
        var answer = await app.IngestAsync(Batch(2, _ => Event("m", ""","id":"x","time":"2026-11-23T10:00:00Z" """)));

        Assert.Equal(2, answer.Ids.Count);
        Assert.Single(answer.Ids.Distinct());
        Assert.Single(await app.ListAsync());
        Assert.Equal(1, await CountedAsync());
    }

    [Fact]
    public async Task The_same_id_of_another_sender_or_time_is_another_event()
    {
        var sent = Event("m", ""","id":"x","time":"2026-11-23T10:00:00Z" """);
        await app.IngestAsync(sent);
        await app.IngestAsync(sent, new Sender("agent-2", "web-2"));
        await app.IngestAsync(Event("m", ""","id":"x","time":"2026-11-23T10:00:01Z" """));

        Assert.Equal(3, (await app.ListAsync()).Count);
    }

    [Fact]
    public async Task Retransmits_racing_through_grouped_commits_are_stored_and_counted_once()
    {
        await app.RouteAsync("""[{"name":"all","match":[],"channels":["ops"]}]""");
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
            app.IngestAsync(Event($"m{i % 40}", $$""","id":"x-{{i % 40}}","time":"2026-11-23T10:00:00Z" """))));

        Assert.Equal(40, (await app.ListAsync(("kind", "log"))).Count);
        Assert.Equal(40, await CountedAsync());
        foreach (var answer in answers)
            await app.TellAsync(answer);
        await app.EndWindowAsync();
        Assert.Equal(40, app.Transport.Sent.Where(s => s.Recipient == "a").Sum(s => s.Content.Notification.Count));
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_met_by_the_retransmit_and_told_by_the_sweep()
    {
        await app.RouteAsync("""[{"name":"all","match":[],"channels":["ops"]}]""");
        var sent = Event("m", ""","id":"x","time":"2026-11-23T10:00:00Z" """);
        app.Tables.LoseNextAnswerOf = EventKey.TablePrefix;
        await Assert.ThrowsAsync<TablesUnavailableException>(() => app.IngestAsync(sent));

        var again = await app.IngestAsync(sent);

        Assert.Single(again.Ids);
        Assert.Empty(again.Hints);
        await app.PassAsync();
        Assert.Equal(2, app.Transport.Sent.Count);
    }

    [Fact]
    public async Task Storage_gone_fails_the_request_and_the_next_one_works()
    {
        await app.IngestAsync(Event("before"));
        app.Tables.Down = true;
        await Assert.ThrowsAsync<TablesUnavailableException>(() => app.IngestAsync(Event("meanwhile")));
        app.Tables.Down = false;
        app.Time.Advance(TimeSpan.FromSeconds(1));
        await app.IngestAsync(Event("after"));

        Assert.Equal(["after", "before"], (await app.ListAsync()).Select(e => e.Message));
    }

    [Theory]
    [InlineData("2026-10-25T10:15:29Z", false, false)]
    [InlineData("2026-10-25T10:15:31Z", false, true)]
    [InlineData("1970-01-01T00:00:00Z", true, false)]
    [InlineData("2100-01-01T00:00:00Z", true, false)]
    [InlineData("2026-11-24T10:15:29Z", true, true)]
    [InlineData("2026-11-24T10:15:31Z", true, false)]
    public async Task Takes_times_from_29_days_ago_to_24_hours_ahead(string time, bool withId, bool taken)
    {
        var answer = await app.IngestAsync(Event("m", $$""","time":"{{time}}"{{(withId ? ",\"id\":\"x\"" : "")}}"""));

        Assert.Equal(taken ? 1 : 0, answer.Ids.Count);
        if (!taken)
            Assert.Contains("time", Assert.Single(answer.Rejected).Faults.ByField.Keys);
    }

    [Fact]
    public async Task A_time_ahead_without_an_id_is_taken_as_now_beyond_five_minutes()
    {
        await app.IngestAsync(Batch(2, i => Event($"m{i}", $$""","time":"2026-11-23T10:2{{i}}:00Z" """)));

        Assert.Equal(["2026-11-23T10:15:30", "2026-11-23T10:20:00"], (await app.ListAsync()).Select(e => e.Time.ToString("s")).Order());
    }

    [Fact]
    public async Task An_id_needs_a_time_unless_it_is_a_uuid7()
    {
        var plain = await app.IngestAsync(Event("m", ""","id":"x-1" """));
        var uuid = await app.IngestAsync(Event("m", $$""","id":"{{Uuid7.New(AppParts.Start.AddHours(-1))}}" """));

        Assert.Contains("time", Assert.Single(plain.Rejected).Faults.ByField.Keys);
        Assert.Single(uuid.Ids);
        Assert.Equal(AppParts.Start.AddHours(-1), (await app.ListAsync())[0].Time, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task Events_of_equal_time_keep_their_order()
    {
        await app.IngestAsync(Batch(5000, i => Event($"m{i}", ""","time":"2026-11-23T10:00:00Z" """)));

        var listed = await app.ListAsync(("order", "asc"), ("limit", "1000"));
        Assert.Equal(Enumerable.Range(0, 5000).Select(i => $"m{i}"), listed.Select(e => e.Message));
    }

    [Fact]
    public async Task Late_events_go_to_their_own_day_and_are_swept_there()
    {
        await app.RouteAsync("""[{"name":"all","match":[],"channels":["ops"]}]""");
        await app.IngestAsync(Event("late", ""","time":"2026-11-03T10:00:00Z" """));

        Assert.Contains(app.Tables.Commits, c => c.Table == "events20261103");
        await app.PassAsync();
        Assert.Equal(2, app.Transport.Sent.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(72)]
    public async Task A_batch_that_a_crash_left_unrouted_is_told_however_late_the_next_start_is(int hoursLater)
    {
        await app.RouteAsync("""[{"name":"all","match":[],"channels":["ops"]}]""");
        await app.IngestAsync(Event("before the weekend"));
        app.Time.Advance(TimeSpan.FromHours(hoursLater));

        await using var restarted = app.NewInstance();
        await app.PassAsync(restarted);

        Assert.Equal(2, app.Transport.Sent.Count);
    }

    [Fact]
    public async Task A_table_stays_marked_while_a_writer_may_rely_on_it()
    {
        await app.RouteAsync("""[{"name":"all","match":[],"channels":["ops"]}]""");
        await app.TellAsync(await app.IngestAsync(Event("first", ""","time":"2026-11-03T10:00:00Z" """)));
        app.Transport.Sent.Clear();
        for (var i = 0; i < 100; i++)
        {
            app.Time.Advance(TimeSpan.FromSeconds(15));
            await app.PassAsync();
        }

        await app.IngestAsync(Event("second, its hint lost", ""","time":"2026-11-03T10:00:01Z" """));
        app.Time.Advance(TimeSpan.FromSeconds(16));
        await app.PassAsync();

        Assert.Equal(2, app.Transport.Sent.Count);
    }

    private async Task<int> CountedAsync()
    {
        var query = new EventQuery { From = AppParts.Start.AddDays(-1), To = AppParts.Start.AddDays(1), LabelFilters = [new("kind", ["log"])] };
        var histogram = await app.Get<EventCounts>().HistogramAsync(query, 10, CancellationToken.None);
        return histogram.Buckets.Sum(b => b.Counts.Values.Sum());
    }
}
