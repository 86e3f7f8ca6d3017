using NotiLog.Common;
using NotiLog.Events;
using NotiLog.Requests;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Events;

public sealed class EventReaderTests : IAsyncDisposable
{
    private readonly AppParts app = new(shards: 8);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static string At(int minutesAgo, string message, string more = "") =>
        $$"""{"level":"info","message":"{{message}}","time":"{{AppParts.Start.AddMinutes(-minutesAgo):yyyy-MM-ddTHH:mm:ss}}Z"{{more}}}""";

    private async Task FillAsync(int count, int minutesApart)
    {
        for (var sender = 0; sender < 16; sender++)
        {
            var mine = Enumerable.Range(0, count).Where(i => i % 16 == sender).Select(i => At((count - i) * minutesApart, $"m{i:D4}"));
            await app.IngestAsync("[" + string.Join(',', mine) + "]", new Sender($"agent-{sender}", $"web-{sender}"));
        }
    }

    private static async Task<(List<string> Messages, int Pages)> ReadAsync(AppParts app, bool ascending, int limit, Func<Task>? between = null)
    {
        var messages = new List<string>();
        var pages = 0;
        string? cursor = null;
        do
        {
            var page = (await app.Get<EventReader>().ListAsync(new EventQuery(), ascending, limit, cursor, CancellationToken.None)).Value;
            messages.AddRange(page.Items.Select(e => e.Message));
            cursor = page.NextCursor;
            pages++;
            if (between is not null)
                await between();
        }
        while (cursor is not null);
        return (messages, pages);
    }

    [Theory]
    [InlineData(false, 7)]
    [InlineData(true, 7)]
    [InlineData(false, 1000)]
    [InlineData(true, 1)]
    public async Task Merges_shards_and_days_in_order_without_gap_or_repeat(bool ascending, int limit)
    {
        await FillAsync(200, minutesApart: 30);

        var (messages, _) = await ReadAsync(app, ascending, limit);

        var expected = Enumerable.Range(0, 200).Select(i => $"m{i:D4}");
        Assert.Equal(ascending ? expected : expected.Reverse(), messages);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(8, false)]
    [InlineData(8, true)]
    public async Task A_rare_match_behind_more_rows_than_one_call_looks_at_is_found_and_the_list_ends(int shards, bool ascending)
    {
        await using var many = new AppParts(shards);
        for (var sender = 0; sender < 5; sender++)
        {
            var service = sender is 0 or 4 ? "needle" : "hay";
            await many.IngestAsync($"[{At(30 - sender, $"first of {sender}", $",\"service\":\"{service}\"")}]", new Sender($"agent-{sender}", "web"));
            await many.IngestAsync("[" + string.Join(',', Enumerable.Range(0, 5000).Select(i => At(29 - sender, $"m{i}", ",\"service\":\"hay\""))) + "]", new Sender($"agent-{sender}", "web"));
        }

        var needles = EventQuery.Read(new QueryFields([KeyValuePair.Create("service", "needle")], new Faults()), new Faults());
        var found = new List<string>();
        string? cursor = null;
        var pages = 0;
        do
        {
            var page = (await many.Get<EventReader>().ListAsync(needles, ascending, 100, cursor, CancellationToken.None)).Value;
            found.AddRange(page.Items.Select(e => e.Message));
            cursor = page.NextCursor;
        }
        while (cursor is not null && ++pages < 30);

        Assert.Null(cursor);
        Assert.Equal(ascending ? ["first of 0", "first of 4"] : ["first of 4", "first of 0"], found);
    }

    [Fact]
    public async Task A_cursor_stays_exact_while_new_events_arrive()
    {
        await FillAsync(100, minutesApart: 1);

        var (messages, pages) = await ReadAsync(app, ascending: false, limit: 9, between: () => app.IngestAsync(At(0, "new")));

        Assert.True(pages > 10);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"m{i:D4}").Reverse(), messages);
    }

    [Fact]
    public async Task A_cursor_from_the_oldest_on_finds_what_arrives_behind_it_in_every_shard()
    {
        await FillAsync(16, minutesApart: 2);
        var reader = app.Get<EventReader>();
        var first = (await reader.ListAsync(new EventQuery(), ascending: true, 10, null, CancellationToken.None)).Value;
        for (var sender = 0; sender < 16; sender++)
            await app.IngestAsync(At(0, $"late{sender}"), new Sender($"agent-{sender}", "w"));

        var rest = (await reader.ListAsync(new EventQuery(), ascending: true, 1000, first.NextCursor, CancellationToken.None)).Value;

        Assert.Equal(32, first.Items.Concat(rest.Items).Select(e => e.Message).Distinct().Count());
    }

    [Fact]
    public async Task More_values_than_storage_compares_are_checked_on_the_rows()
    {
        await app.IngestAsync(string.Join('\n', Enumerable.Range(0, 30).Select(i => At(1, $"m{i}", $$""","service":"s{{i}}","requestId":"r{{i}}" """))), ndjson: true);

        var found = await app.ListAsync(("service", string.Join(',', Enumerable.Range(0, 20).Select(i => $"s{i}"))), ("requestId", string.Join(',', Enumerable.Range(10, 20).Select(i => $"r{i}"))));

        Assert.Equal(10, found.Count);
    }

    [Fact]
    public async Task An_edited_cursor_and_one_of_another_query_are_refused()
    {
        await FillAsync(50, minutesApart: 1);
        var reader = app.Get<EventReader>();
        var first = (await reader.ListAsync(new EventQuery(), ascending: false, 10, null, CancellationToken.None)).Value.NextCursor!;

        foreach (var bad in new[] { first[..^2] + "AA", "nonsense!", "", first + "x" })
            Assert.Equal(ProblemKind.Invalid, (await reader.ListAsync(new EventQuery(), ascending: false, 10, bad, CancellationToken.None)).Problem?.Kind);
        Assert.Equal(ProblemKind.Invalid, (await reader.ListAsync(new EventQuery(), ascending: true, 10, first, CancellationToken.None)).Problem?.Kind);
    }

    [Fact]
    public async Task Every_filter_filters()
    {
        await app.IngestAsync(At(3, "plain"));
        await app.IngestAsync("""
            {"level":"error","message":"Платёж Отклонён","time":"2026-11-23T10:14:00Z","host":"h1","service":"s1","source":"q1","environment":"e1","kind":"audit",
             "requestId":"r1","correlationId":"c1","traceId":"t1","stackTrace":"at Main"}
            """, new Sender("x", "x", Guid.Parse("019ab000-0000-7000-8000-000000000001")));

        foreach (var (name, value) in new[]
        {
            ("level", "error,critical"), ("minLevel", "warning"), ("host", "h1"), ("service", "s0,s1"), ("source", "q1"), ("environment", "e1"), ("kind", "audit"),
            ("agentId", "019ab000-0000-7000-8000-000000000001"), ("requestId", "r1"), ("correlationId", "c1"), ("traceId", "t1"),
            ("q", "отклонён"), ("q", "MAIN"), ("from", "2026-11-23T10:13:00Z"),
        })
            Assert.Equal("Платёж Отклонён", Assert.Single(await app.ListAsync((name, value))).Message);

        Assert.Equal("plain", Assert.Single(await app.ListAsync(("to", "2026-11-23T10:14:00Z"))).Message);
        Assert.Equal(2, (await app.ListAsync(("status", "open"))).Count);
        Assert.Empty(await app.ListAsync(("level", "info"), ("minLevel", "error")));
    }

    [Fact]
    public void An_empty_filter_is_refused_by_name()
    {
        var faults = new Faults();
        EventQuery.Read(new QueryFields([KeyValuePair.Create("service", ""), KeyValuePair.Create("q", "")], faults), faults);

        Assert.Equal(["q", "service"], faults.ByField.Keys.Order());
    }

    [Fact]
    public async Task A_search_that_finds_nothing_is_bounded_and_goes_on()
    {
        for (var i = 0; i < 6; i++)
            await app.IngestAsync("[" + string.Join(',', Enumerable.Range(0, 4000).Select(n => At(1, $"m{n}"))) + "]", new Sender($"agent-{i}", "w"));

        var first = (await app.Get<EventReader>().ListAsync(new EventQuery { Search = "absent" }, ascending: false, 100, null, CancellationToken.None)).Value;

        Assert.Empty(first.Items);
        Assert.NotNull(first.NextCursor);
        Assert.InRange(first.Scanned, 20_000, 24_000);
        var rest = (await app.Get<EventReader>().ListAsync(new EventQuery { Search = "absent" }, ascending: false, 100, first.NextCursor, CancellationToken.None)).Value;
        Assert.Null(rest.NextCursor);
        Assert.InRange(first.Scanned + rest.Scanned, 24_000, 25_000);
    }

    [Fact]
    public async Task Triage_is_kept_with_who_and_when_and_found_by_status()
    {
        var id = (await app.IngestAsync(At(1, "m"))).Ids[0];
        var triage = app.Get<EventTriage>();

        await triage.SetAsync(id, "acknowledged", "смотрю", "Анна", CancellationToken.None);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await triage.SetAsync(id, null, "fixed", "Иван", CancellationToken.None);

        var found = Assert.Single(await app.ListAsync(("status", "acknowledged")));
        Assert.Equal([("смотрю", "Анна"), ("fixed", "Иван")], found.Triage.Select(t => (t.Note!, t.By)));
        Assert.Null(await triage.SetAsync(Uuid7.New(AppParts.Start), "closed", null, "x", CancellationToken.None));
    }

    [Fact]
    public async Task A_deleted_event_leaves_list_and_counts()
    {
        var ids = (await app.IngestAsync($"[{At(1, "a")},{At(1, "b")}]")).Ids;

        Assert.True(await app.Get<EventTriage>().DeleteAsync(ids[0], CancellationToken.None));
        Assert.False(await app.Get<EventTriage>().DeleteAsync(ids[0], CancellationToken.None));

        Assert.Equal("b", Assert.Single(await app.ListAsync()).Message);
        var facets = await app.Get<EventCounts>().FacetsAsync(new EventQuery(), "level", CancellationToken.None);
        Assert.Equal(KeyValuePair.Create("info", 1), Assert.Single(facets.Values));
    }

    [Fact]
    public async Task Histogram_and_facets_count_exactly_with_label_filters_and_by_scan_with_others()
    {
        await FillAsync(120, minutesApart: 1);
        var counts = app.Get<EventCounts>();
        var range = new EventQuery { From = AppParts.Start.AddMinutes(-60), To = AppParts.Start };

        var all = await counts.HistogramAsync(range, 60, CancellationToken.None);
        Assert.True(all.Complete);
        Assert.Equal(60, all.Buckets.Sum(b => b.Counts.Values.Sum()));
        Assert.All(all.Buckets, b => Assert.Equal(0, b.Start.Second));
        var searched = await counts.HistogramAsync(range with { Search = "M01" }, 5, CancellationToken.None);
        Assert.InRange(searched.Buckets.Count, 1, 5);
        Assert.Equal(20, searched.Buckets.Sum(b => b.Counts.Values.Sum()));
        var hosts = await counts.FacetsAsync(range with { LabelFilters = [KeyValuePair.Create("host", (IReadOnlyList<string>)["web-1", "web-2"])] }, "host", CancellationToken.None);
        Assert.Equal(["web-1", "web-2"], hosts.Values.Select(v => v.Key).Order());
    }
}
