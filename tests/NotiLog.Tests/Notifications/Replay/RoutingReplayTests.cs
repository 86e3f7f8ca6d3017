using System.Text.Json;
using NotiLog.Notifications.Replay;
using NotiLog.Requests;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Notifications.Replay;

public sealed class RoutingReplayTests : IAsyncDisposable
{
    private const string Errors = """[{"name":"errors","match":["level>=error"],"channels":["ops"],"groupInterval":"1m"}]""";
    private static readonly ReplayBudget Small = ReplayBudget.Default with { Events = 37 };

    private readonly Traffic traffic = new(1);

    private AppParts App => traffic.App;

    public ValueTask DisposeAsync() => traffic.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_document_in_force_gives_exactly_what_was_told_in_any_window(int seed)
    {
        await using var mine = new Traffic(seed);
        await mine.DriveAsync();
        var random = new Random(seed);
        for (var i = 0; i < 25; i++)
        {
            var from = mine.Start.AddSeconds(i == 0 ? 0 : random.Next(Traffic.Seconds)).AddTicks(random.Next(10_000_000));
            var to = i == 0 ? mine.App.Time.GetUtcNow() : from.AddSeconds(random.Next(1, 300));
            var (last, pages) = await mine.ReplayAsync(from, to, budget: i % 2 == 0 ? null : Small);

            Assert.Equal(await mine.ToldAsync(from, to), Traffic.Lines(last.Current));
            Assert.Equal(Traffic.Lines(last.Current), Traffic.Lines(last.Draft));
            Assert.True(last.Exact);
            Assert.True(i % 2 == 0 || pages > 1);
        }
    }

    [Fact]
    public async Task A_draft_gives_what_it_would_have_told_had_it_been_in_force()
    {
        await App.RouteAsync(Errors);
        App.Time.Advance(TimeSpan.FromSeconds(1));
        var from = App.Time.GetUtcNow();
        for (var i = 0; i < 60; i++)
            await SendAsync(i % 2 == 0 ? "error" : "critical", wait: 5);
        await App.EndWindowAsync();
        var draft = """
            [{"name":"critical","match":["level>=critical"],"channels":["ops"],"groupInterval":"30s","continue":true},
             {"name":"all","match":[],"channels":[]}]
            """;

        var (last, _) = await traffic.ReplayAsync(from, App.Time.GetUtcNow(), draft, Small);
        Assert.Equal(await traffic.ToldAsync(from, App.Time.GetUtcNow()), Traffic.Lines(last.Current));
        Assert.Equal(["critical: 11 of 30 by ops 11"], Traffic.Lines(last.Draft));
        Assert.Equal([("critical", 30), ("all", 60)], last.Draft.Routes.Select(route => (route.Route, (int)route.Matched)));
        Assert.Equal((60, 60, 60, null), (last.Events, last.Draft.Matched, last.Current.Matched, last.Draft.RoutingVersion));
        Assert.Equal(1, last.Current.RoutingVersion);
        Assert.Equal(6, last.Current.Notifications);

        var (none, _) = await traffic.ReplayAsync(from, App.Time.GetUtcNow(), "[]");
        Assert.Equal((0, 0), (none.Draft.Notifications, none.Draft.Matched));
    }

    [Fact]
    public async Task A_replay_tells_nobody_and_stores_nothing()
    {
        await App.RouteAsync(Errors);
        await SendAsync("error");
        var commits = App.Tables.Commits.Count;
        await traffic.ReplayAsync(App.Time.GetUtcNow().AddHours(-1), App.Time.GetUtcNow(), Errors, Small);
        Assert.Equal(commits, App.Tables.Commits.Count);
        Assert.Equal(2, App.Transport.Sent.Count);
    }

    [Fact]
    public async Task Silenced_events_are_told_to_nobody_in_a_replay_either()
    {
        await App.RouteAsync(Errors);
        var from = App.Time.GetUtcNow();
        await SendAsync("error");
        await traffic.SilenceAsync("""["level=critical"]""", TimeSpan.FromMinutes(10));
        await SendAsync("critical", wait: 61);
        await App.EndWindowAsync();
        var (last, _) = await traffic.ReplayAsync(from, App.Time.GetUtcNow(), Errors);
        Assert.Equal(["errors: 1 of 1 by ops 1"], Traffic.Lines(last.Draft));
        Assert.Equal((1, 1), (last.Silenced, last.Current.Matched));
    }

    [Fact]
    public async Task Events_sent_long_after_they_happened_take_their_turn_when_they_were_received()
    {
        await App.RouteAsync(Errors);
        App.Time.Advance(TimeSpan.FromHours(3));
        await SendAsync("error", happened: App.Time.GetUtcNow().AddMinutes(-100));
        for (var i = 0; i < 10; i++)
            await SendAsync("error", wait: 40, happened: i % 2 == 0 ? App.Time.GetUtcNow().AddMinutes(-90) : null);
        await App.EndWindowAsync();
        var from = App.Time.GetUtcNow().AddHours(-3);
        var told = await traffic.ToldAsync(from, App.Time.GetUtcNow());

        var (exact, _) = await traffic.ReplayAsync(from, App.Time.GetUtcNow(), budget: Small with { Events = 2 });
        Assert.Equal(told, Traffic.Lines(exact.Current));
        Assert.True(exact.Exact);
        var (hasty, _) = await traffic.ReplayAsync(from, App.Time.GetUtcNow(), budget: new(2, TimeSpan.FromMinutes(1), Held: 1));
        Assert.False(hasty.Exact);
        Assert.Equal(11, hasty.Current.Events);
    }

    [Theory]
    [InlineData("""{"routing":{"routes":[{"name":"x","match":["level>>1"],"channels":["nobody"]}]}}""", "routing.routes[0].match[0]", "routing.routes[0].channels[0]")]
    [InlineData("""{"routing":7}""", "routing", "routing.routes")]
    [InlineData("""{"routing":{"routes":[]},"cursor":"edited"}""", "cursor")]
    [InlineData("""{"from":"yesterday","unknown":1}""", "from", "unknown")]
    [InlineData("""{"from":"2026-11-23T10:00:00Z","to":"2026-11-23T10:00:00Z"}""", "from")]
    [InlineData("""{"from":"2026-10-01T00:00:00Z"}""", "from")]
    [InlineData("""{"from":"2027-01-01T00:00:00Z"}""", "from")]
    [InlineData("""{"from":"2027-01-01T00:00:00Z","to":"2027-01-02T00:00:00Z"}""", "from")]
    [InlineData("""{"to":"0001-01-01T00:00:00Z"}""", "from")]
    [InlineData("[]", "body")]
    public async Task Faults_are_named(string body, params string[] fields)
    {
        var request = ReplayRequest.Read(JsonElement.Parse(body), App.Time.GetUtcNow());
        var problem = request.Problem ?? (await traffic.Replay(Small).ReplayAsync(request.Value, CancellationToken.None)).Problem;
        Assert.Equal(ProblemKind.Invalid, problem?.Kind);
        Assert.Equal(fields, problem!.Faults!.ByField.Keys);
    }

    [Fact]
    public async Task A_cursor_is_refused_with_another_draft_or_range_and_when_edited()
    {
        await App.RouteAsync(Errors);
        for (var i = 0; i < 5; i++)
            await SendAsync("error");
        var first = (await AskAsync(new { routing = Draft("a") })).Value;
        Assert.NotNull(first.NextCursor);
        Assert.True((await AskAsync(new { routing = Draft("a"), cursor = first.NextCursor })).Succeeded);
        foreach (var other in new object[]
        {
            new { cursor = first.NextCursor },
            new { routing = Draft("b"), cursor = first.NextCursor },
            new { routing = Draft("a"), from = "2026-11-23T10:00:00Z", cursor = first.NextCursor },
            new { routing = Draft("a"), cursor = first.NextCursor + "A" },
        })
            Assert.Equal(["cursor"], (await AskAsync(other)).Problem!.Faults!.ByField.Keys);
    }

    [Fact]
    public async Task A_cursor_of_a_version_that_never_was_is_refused()
    {
        await App.RouteAsync(Errors);
        for (var i = 0; i < 5; i++)
            await SendAsync("error");
        var cursor = (await AskAsync(new { })).Value.NextCursor!;
        var query = ReplayRequest.Read(JsonSerializer.SerializeToElement(new { cursor }), App.Time.GetUtcNow()).Value.Query;
        var forged = ReplayCursor.Write(ReplayCursor.Read(cursor, query)! with { Version = 999 }, query);
        Assert.Equal(["cursor"], (await AskAsync(new { cursor = forged })).Problem!.Faults!.ByField.Keys);
    }

    [Fact]
    public async Task The_version_in_force_at_the_first_page_stays_to_the_last()
    {
        await App.RouteAsync(Errors);
        for (var i = 0; i < 5; i++)
            await SendAsync("error");
        App.Time.Advance(TimeSpan.FromSeconds(1));
        var page = (await AskAsync(new { })).Value;
        await App.RouteAsync("[]");
        while (page.NextCursor is { } cursor)
            page = (await AskAsync(new { cursor })).Value;
        Assert.Equal((1, 1), (page.Current.RoutingVersion!.Value, page.Current.Notifications));
    }

    private async Task<Result<ReplayJson>> AskAsync(object body) => await traffic.Replay(Small with { Events = 2 })
        .ReplayAsync(ReplayRequest.Read(JsonSerializer.SerializeToElement(body), App.Time.GetUtcNow()).Value, CancellationToken.None);

    private static object Draft(string name) => new { routes = new[] { new { name, match = Array.Empty<string>(), channels = new[] { "ops" } } } };

    private async Task SendAsync(string level, double wait = 0, DateTimeOffset? happened = null)
    {
        App.Time.Advance(TimeSpan.FromSeconds(wait));
        await App.PassAsync();
        var time = happened is { } at ? $"\"time\":\"{at:O}\"," : "";
        await App.TellAsync(await App.IngestAsync($$"""{{{time}}"level":"{{level}}","message":"m"}"""));
    }
}
