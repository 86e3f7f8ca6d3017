using System.Text.Json;
using NotiLog.Events;
using NotiLog.Notifications;
using NotiLog.Requests;
using NotiLog.Routing;
using NotiLog.Schedule;
using NotiLog.Tables;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Events;

public sealed class AuditLogTests : IAsyncDisposable
{
    private const string Audits = """{"name":"audits","match":["kind=audit"],"channels":["ops"]}""";

    private readonly AppParts app = new();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_change_of_the_routing_says_who_and_what()
    {
        await app.RouteAsync($"[{Audits},{Route("web")},{Route("old")}]");
        app.Time.Advance(TimeSpan.FromSeconds(1));
        await app.RouteAsync($"[{Route("payments")},{Audits},{Route("web", "error")}]");

        var audit = (await app.ListAsync(("kind", "audit"), ("q", "version 2"))).Single();
        Assert.Equal("routing changed to version 2 by owner: route payments added, web changed, old removed", audit.Message);
        Assert.Equal((Level.Info, "notilog", "owner", "notilog"), (audit.Level, audit.Service, audit.Source, audit.Host));
        Assert.Equal("""{"version":2,"by":"owner","added":["payments"],"changed":["web"],"removed":["old"]}""", audit.Context);
        Assert.Equal(app.Time.GetUtcNow(), audit.Time);
    }

    [Fact]
    public async Task Order_and_nothing_are_told_apart()
    {
        await app.RouteAsync($"[{Route("a")},{Route("b")}]");
        await app.RouteAsync($"[{Route("b")},{Route("a")}]");
        await app.RouteAsync($"[{Route("b")},{Route("a")}]");
        Assert.Single(await app.ListAsync(("q", "version 2 by owner: another order")));
        Assert.Single(await app.ListAsync(("q", "version 3 by owner: nothing changed")));
    }

    [Fact]
    public async Task A_change_is_routed_under_the_version_that_it_replaces()
    {
        await app.RouteAsync($"[{Audits}]");
        Assert.Equal(0, (await app.ListAsync(("q", "version 1"))).Single().RoutingVersion);
        var current = await app.Get<RoutingStore>().CurrentAsync(CancellationToken.None);
        var replaced = await app.Get<RoutingEditor>().ReplaceAsync(Json("""{"routes":[]}"""), current.ETag, "mallory", CancellationToken.None);
        await app.TellAsync(new IngestAnswer([], [], replaced.Value.Hints));
        Assert.Contains("by mallory: route audits removed", app.Transport.Sent.First().Content.Events[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silences_and_channels_are_audited_when_made_and_deleted()
    {
        var editor = app.Get<SilenceEditor>();
        var made = (await editor.CreateAsync(Json("""{"match":["service=web"],"endsAt":"2026-11-23T11:00:00Z","comment":"works"}"""), "ann", CancellationToken.None)).Value;
        app.Time.Advance(TimeSpan.FromSeconds(1));
        await editor.DeleteAsync(made.Silence.Id, "bob", CancellationToken.None);
        var channels = app.Get<ChannelEditor>();
        await channels.PutAsync("ops", Json("""{"type":"scripted","scripted":{"to":["secret"]}}"""), "ann", CancellationToken.None);
        await channels.PutAsync("ops", Json("""{"type":"scripted","scripted":{"to":["secret"]}}"""), "ann", CancellationToken.None);
        await channels.DeleteAsync("ops", "bob", CancellationToken.None);

        var audits = await app.ListAsync(("kind", "audit"), ("order", "asc"));
        Assert.Equal(
            [
                "channel ops changed by ann",
                "channel ops created by ann",
                "channel ops deleted by bob",
                "silence created by ann: service=web from 2026-11-23T10:15:30Z to 2026-11-23T11:00:00Z",
                "silence deleted by bob: service=web from 2026-11-23T10:15:30Z to 2026-11-23T11:00:00Z",
            ],
            audits.Select(audit => audit.Message).Order(StringComparer.Ordinal));
        var context = Json(audits[0].Context!);
        Assert.Equal((made.Silence.Id, "works"), (context.GetProperty("silenceId").GetGuid(), context.GetProperty("comment").GetString()));
        Assert.DoesNotContain(audits, audit => audit.Context!.Contains("secret", StringComparison.Ordinal));
        Assert.Empty(await LeftAsync());
    }

    [Theory]
    [InlineData("routing")]
    [InlineData("events")]
    [InlineData("due")]
    public async Task A_crash_around_the_change_leaves_exactly_one_event(string table)
    {
        await app.RouteAsync($"[{Audits}]");
        app.Time.Advance(TimeSpan.FromSeconds(1));
        // Due: the announcement is durable first, so what is lost is the answer to its removal.
        app.Tables.BeforeCommitTo = ("routing", () => Task.FromResult(app.Tables.LoseNextAnswerOf = table));
        var body = Json("""{"match":["service=web"],"endsAt":"2026-11-23T11:00:00Z"}""");
        var created = await Record.ExceptionAsync(() => app.Get<SilenceEditor>().CreateAsync(body, "ann", CancellationToken.None));
        Assert.Equal(table == "routing", created is TablesUnavailableException);

        await PassesAsync();
        Assert.Single(await app.ListAsync(("q", "silence created")));
        Assert.Equal(1, app.Transport.Sent.Count(sent => sent.Recipient == "a"));
        Assert.Empty(await LeftAsync());
    }

    [Fact]
    public async Task A_storage_that_fails_after_the_change_does_not_fail_the_answer()
    {
        await app.RouteAsync($"[{Audits}]");
        app.Time.Advance(TimeSpan.FromSeconds(1));
        app.Tables.BeforeCommitTo = ("events20261123", () => throw new TablesUnavailableException("down"));
        var body = Json("""{"match":["service=web"],"endsAt":"2026-11-23T11:00:00Z"}""");
        var created = await app.Get<SilenceEditor>().CreateAsync(body, "ann", CancellationToken.None);
        Assert.Empty(created.Value.Hints);
        Assert.Empty(await app.ListAsync(("q", "silence created")));

        await PassesAsync();
        var audit = (await app.ListAsync(("q", "silence created"))).Single();
        Assert.Equal(created.Value.Silence.CreatedAt, audit.Time);
        Assert.Equal(1, app.Transport.Sent.Count(sent => sent.Recipient == "a"));
        Assert.Empty(await LeftAsync());
    }

    [Fact]
    public async Task A_change_that_was_not_made_is_not_told()
    {
        await app.RouteAsync($"[{Route("a")}]");
        var version = await app.Get<RoutingStore>().CurrentAsync(CancellationToken.None);
        await using var other = app.NewInstance();
        app.Tables.BeforeCommitTo = ("routing", async () =>
            Assert.True((await ((RoutingEditor)other.GetService(typeof(RoutingEditor))!).ReplaceAsync(Json("""{"routes":[]}"""), version.ETag, "bob", CancellationToken.None)).Succeeded));
        var lost = await app.Get<RoutingEditor>().ReplaceAsync(Json("""{"routes":[]}"""), version.ETag, "ann", CancellationToken.None);
        Assert.Equal(ProblemKind.Stale, lost.Problem?.Kind);

        await PassesAsync();
        Assert.Equal("bob", (await app.ListAsync(("q", "version 2"))).Single().Source);
        Assert.Empty(await LeftAsync());
    }

    private static string Route(string name, string level = "warning") => $$"""{"name":"{{name}}","match":["level>={{level}}"],"channels":[]}""";

    private static JsonElement Json(string text) => JsonElement.Parse(text);

    /// <summary>Whatever the schedule still has to do, in another process.</summary>
    private async Task PassesAsync()
    {
        await using var next = app.NewInstance();
        for (var i = 0; i < 30; i++)
        {
            app.Time.Advance(TimeSpan.FromSeconds(30));
            await app.PassAsync(next);
        }
    }

    /// <summary>Announcements and entries that nobody has cleared away.</summary>
    private async Task<List<string>> LeftAsync()
    {
        var left = new List<string>();
        await foreach (var row in app.Get<DueTable>().OfKindAsync("audit", CancellationToken.None))
            left.Add(row.RowKey);
        foreach (var (table, partition) in new[] { ("routing", "document"), ("routing", "silence"), ("channels", "channel") })
        {
            await foreach (var row in app.Tables.Open(table).QueryAllAsync(new TableQuery(partition) { From = "~audit", To = "~b" }))
                left.Add(row.RowKey);
        }

        return left;
    }
}
