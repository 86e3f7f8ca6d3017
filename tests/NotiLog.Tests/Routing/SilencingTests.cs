using System.Text.Json;
using NotiLog.Events;
using NotiLog.Requests;
using NotiLog.Routing;
using NotiLog.Tables;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Routing;

public sealed class SilencingTests : IAsyncLifetime
{
    private const string Errors = """[{"name":"all","match":["level>=warning"],"channels":["ops"]}]""";

    private AppParts app = null!;

    public async Task InitializeAsync() => app = await StartAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task What_matches_is_not_told_while_it_lasts_and_is_counted()
    {
        var silence = await SilenceAsync("service=payments", TimeSpan.FromMinutes(10), starts: TimeSpan.FromMinutes(5));
        await TellAsync("early", "payments");
        app.Time.Advance(TimeSpan.FromMinutes(5));
        await TellAsync("muted", "payments");
        await TellAsync("other", "web");
        app.Time.Advance(TimeSpan.FromMinutes(5));
        await TellAsync("late", "payments");
        await app.EndWindowAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(["early", "other", "late"], Told());
        Assert.Equal((SilenceState.Expired, 1L), await StateOfAsync(silence));
    }

    [Fact]
    public async Task Of_one_batch_only_the_matching_events_are_muted()
    {
        var silence = await SilenceAsync("service=payments");
        var answer = await app.IngestAsync($"[{Event("a", "payments")},{Event("b", "web")},{Event("c", "payments")}]");
        await app.TellAsync(answer);

        Assert.Equal(["b"], Told());
        Assert.Equal(1, Assert.Single(app.Transport.Sent, sent => sent.Recipient == "a").Content.Notification.Count);
        Assert.Equal((SilenceState.Active, 2L), await StateOfAsync(silence));
        Guid?[] by = [.. await Task.WhenAll(answer.Ids.Select(SilencedByAsync))];
        Assert.Equal([silence, null, silence], by);
    }

    [Fact]
    public async Task A_silence_made_after_the_receipt_does_not_apply()
    {
        var answer = await app.IngestAsync(Event("before", "payments"));
        app.Time.Advance(TimeSpan.FromMilliseconds(1));
        var silence = await SilenceAsync("service=payments");
        await app.TellAsync(answer);
        Assert.Equal(["before"], Told());
        Assert.Equal((SilenceState.Active, 0L), await StateOfAsync(silence));
    }

    [Fact]
    public async Task What_was_received_before_a_deletion_stays_muted_and_what_comes_after_is_told()
    {
        var silence = await SilenceAsync("service=payments");
        var answer = await app.IngestAsync(Event("before", "payments"));
        app.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await DeleteAsync(silence));
        await app.TellAsync(answer);
        await TellAsync("after", "payments");
        Assert.Equal(["after"], Told());
        Assert.Equal((SilenceState.Expired, 1L), await StateOfAsync(silence));
    }

    [Fact]
    public async Task A_batch_routed_twice_and_by_two_instances_counts_once()
    {
        var silence = await SilenceAsync("service=payments");
        await using var other = app.NewInstance();
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => app.IngestAsync($"[{Event($"a{i}", "payments")},{Event($"b{i}", "payments")}]")));
        var entries = await EntriesAsync(answers);
        var runs = entries.SelectMany(entry => new[] { app.Get<BatchSilencing>(), (BatchSilencing)other.GetService(typeof(BatchSilencing))!, app.Get<BatchSilencing>() }
            .Select(silencing => Task.Run(async () => await silencing.AudibleAsync(entry.Entry, entry.Events, CancellationToken.None))));
        Assert.All(await Task.WhenAll(runs), Assert.Empty);
        Assert.Equal((SilenceState.Active, 80L), await StateOfAsync(silence));
    }

    [Fact]
    public async Task The_first_decision_stands_whatever_has_become_of_the_silences()
    {
        var silence = await SilenceAsync("service=payments");
        var (entry, events) = Assert.Single(await EntriesAsync([await app.IngestAsync(Event("a", "payments"))]));
        Assert.Empty(await app.Get<BatchSilencing>().AudibleAsync(entry, events, CancellationToken.None));
        await app.Get<SilenceStore>().RemoveAsync(silence, CancellationToken.None);
        app.Get<SilenceBook>().Invalidate();

        var hintedAgain = entry with { Attempts = 1 };
        Assert.Empty(await app.Get<BatchSilencing>().AudibleAsync(hintedAgain, events, CancellationToken.None));
        Assert.Equal(silence, await app.Get<BatchSilencing>().SilencedByAsync(events[0], CancellationToken.None));
    }

    [Theory]
    [InlineData("events")]
    [InlineData("muted")]
    public async Task A_crash_while_muting_is_made_good_by_the_next_run(string table)
    {
        var silence = await SilenceAsync("service=payments");
        var answer = await app.IngestAsync(Event("a", "payments"));
        app.Tables.LoseNextAnswerOf = table;
        await Assert.ThrowsAsync<TablesUnavailableException>(() => app.TellAsync(answer));
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await using var next = app.NewInstance();
        await app.PassAsync(next);
        Assert.Empty(app.Transport.Sent);
        Assert.Equal((SilenceState.Active, 1L), await StateOfAsync(silence));
    }

    [Fact]
    public async Task Without_a_silence_in_force_nothing_is_asked_of_storage()
    {
        await SilenceAsync("service=payments", TimeSpan.FromMinutes(1));
        app.Time.Advance(TimeSpan.FromMinutes(1));
        var (entry, events) = Assert.Single(await EntriesAsync([await app.IngestAsync(Event("a", "payments"))]));
        await app.Get<SilenceBook>().CurrentAsync(CancellationToken.None);
        app.Tables.Commits.Clear();
        var reads = app.Tables.Reads;
        Assert.Same(events, await app.Get<BatchSilencing>().AudibleAsync(entry, events, CancellationToken.None));
        Assert.Equal(reads, app.Tables.Reads);
        Assert.Empty(app.Tables.Commits);
    }

    [Fact]
    public async Task Another_instance_knows_within_8_seconds()
    {
        await using var other = app.NewInstance();
        var book = (SilenceBook)other.GetService(typeof(SilenceBook))!;
        Assert.Empty((await book.CurrentAsync(CancellationToken.None)).All);
        var silence = await SilenceAsync("service=payments");
        app.Time.Advance(TimeSpan.FromSeconds(8));
        Assert.Equal(silence, Assert.Single((await book.CurrentAsync(CancellationToken.None)).All).Id);
    }

    [Fact]
    public async Task The_decision_disturbs_no_reader_of_the_day()
    {
        await SilenceAsync("service=payments");
        await app.TellAsync(await app.IngestAsync($"[{Event("a", "payments")},{Event("b", "web")}]"));
        Assert.Equal(["b", "a"], (await app.ListAsync(("kind", "log"))).Select(e => e.Message));
        Assert.Equal(["a", "b"], (await app.ListAsync(("kind", "log"), ("order", "asc"))).Select(e => e.Message));
        var query = new EventQuery { From = AppParts.Start.AddHours(-1), To = AppParts.Start.AddHours(1), LabelFilters = [new("kind", ["log"])] };
        var histogram = await app.Get<EventCounts>().HistogramAsync(query, 1, CancellationToken.None);
        Assert.Equal(2, Assert.Single(histogram.Buckets).Counts[Level.Error]);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await app.PassAsync();
        Assert.Equal(["b"], Told());
    }

    [Fact]
    public async Task A_silence_goes_with_its_counts_when_its_events_have_gone()
    {
        var silence = await SilenceAsync("service=payments", TimeSpan.FromDays(1));
        var longer = await SilenceAsync("service=web", TimeSpan.FromDays(100));
        await TellAsync("a", "payments");
        await TellAsync("b", "web");
        app.Time.Advance(TimeSpan.FromDays(32.9));
        await app.PassAsync();
        Assert.Equal((SilenceState.Expired, 1L), await StateOfAsync(silence));
        app.Time.Advance(TimeSpan.FromDays(0.2));
        await app.PassAsync();
        Assert.Null(await app.Get<SilenceReader>().FindAsync(silence, CancellationToken.None));
        Assert.Equal(0, await app.Get<MutedCounts>().OfAsync(silence, CancellationToken.None));
        Assert.Equal((SilenceState.Active, 1L), await StateOfAsync(longer));
        var left = await app.Tables.Open("muted").QueryAsync(new TableQuery(longer.ToString("N")), CancellationToken.None);
        Assert.Equal("total", Assert.Single(left.Rows).RowKey);
    }

    [Fact]
    public async Task The_list_is_newest_first_filters_by_state_and_pages()
    {
        var made = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            made.Add(await SilenceAsync($"service=s{i}", TimeSpan.FromMinutes(i + 1)));
            app.Time.Advance(TimeSpan.FromSeconds(1));
        }

        app.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(Enumerable.Reverse(made), await ListAsync(2));
        Assert.Equal([made[4], made[3], made[2]], await ListAsync(1, SilenceState.Active));
        Assert.Equal([made[1], made[0]], await ListAsync(100, SilenceState.Expired, SilenceState.Pending));
        var cursor = (await app.Get<SilenceReader>().ListAsync([], 1, null, CancellationToken.None)).Value.NextCursor;
        var foreign = await app.Get<SilenceReader>().ListAsync([SilenceState.Active], 1, cursor, CancellationToken.None);
        Assert.Equal(ProblemKind.Invalid, foreign.Problem?.Kind);
    }

    [Fact]
    public async Task Deleting_twice_at_once_ends_it_once_and_an_unknown_one_is_not_found()
    {
        var silence = await SilenceAsync("service=payments");
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => DeleteAsync(silence))), Assert.Null);
        Assert.Equal(ProblemKind.NotFound, (await DeleteAsync(Guid.NewGuid()))?.Kind);
        Assert.Single(await app.ListAsync(("kind", "audit"), ("q", "silence deleted by ann")));
    }

    private static async Task<AppParts> StartAsync()
    {
        var app = new AppParts();
        await app.RouteAsync(Errors);
        return app;
    }

    private static string Event(string message, string service) => $$"""{"level":"error","message":"{{message}}","service":"{{service}}"}""";

    private async Task<Guid> SilenceAsync(string match, TimeSpan? ends = null, TimeSpan? starts = null)
    {
        var now = app.Time.GetUtcNow();
        var body = JsonSerializer.SerializeToElement(new { match = new[] { match }, startsAt = now + (starts ?? TimeSpan.Zero), endsAt = now + (ends ?? TimeSpan.FromHours(1)), comment = "работы" });
        var created = await app.Get<SilenceEditor>().CreateAsync(body, "ann", CancellationToken.None);
        Assert.True(created.Succeeded, string.Join("; ", created.Problem?.Faults?.ByField.Select(f => $"{f.Key} {f.Value[0]}") ?? []));
        return created.Value.Silence.Id;
    }

    private Task<Problem?> DeleteAsync(Guid id) => app.Get<SilenceEditor>().DeleteAsync(id, "ann", CancellationToken.None);

    private async Task TellAsync(string message, string service) => await app.TellAsync(await app.IngestAsync(Event(message, service)));

    private IEnumerable<string> Told() => app.Transport.Sent.Where(sent => sent.Recipient == "a").SelectMany(sent => sent.Content.Events).Select(e => e.Message);

    private async Task<(SilenceState State, long Muted)> StateOfAsync(Guid id)
    {
        var silence = await app.Get<SilenceReader>().FindAsync(id, CancellationToken.None);
        return (silence!.State, silence.Muted);
    }

    private async Task<Guid?> SilencedByAsync(Guid eventId)
    {
        var found = await app.Get<EventReader>().FindAsync(eventId, CancellationToken.None);
        return await app.Get<BatchSilencing>().SilencedByAsync(found!, CancellationToken.None);
    }

    private async Task<List<(OutboxEntry Entry, IReadOnlyList<LogEvent> Events)>> EntriesAsync(IReadOnlyList<IngestAnswer> answers)
    {
        var entries = new List<(OutboxEntry, IReadOnlyList<LogEvent>)>();
        foreach (var hint in answers.SelectMany(answer => answer.Hints))
        {
            var row = await app.Tables.Open(hint.Table).GetAsync(hint.Partition, OutboxEntry.RowOf(hint.BatchId), CancellationToken.None);
            var entry = OutboxEntry.Read(hint.Table, row!);
            var events = await Task.WhenAll(entry.EventIds.Select(id => app.Get<EventReader>().FindAsync(id, CancellationToken.None)));
            entries.Add((entry, events!));
        }

        return entries;
    }

    private async Task<List<Guid>> ListAsync(int limit, params SilenceState[] states)
    {
        var all = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = (await app.Get<SilenceReader>().ListAsync(states, limit, cursor, CancellationToken.None)).Value;
            Assert.InRange(page.Items.Count, 0, limit);
            all.AddRange(page.Items.Select(silence => silence.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return all;
    }
}
