using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NotiLog.Events;
using NotiLog.Liveness;
using NotiLog.Routing;
using NotiLog.Schedule;
using NotiLog.Tests.Agents;
using NotiLog.Tests.Parts;
using NotiLog.Watches;

namespace NotiLog.Tests.Watches;

public sealed class WatchTests : IAsyncDisposable
{
    private const string Backup = """{"name":"backup","match":["message=~\".*finished.*\""],"labels":["host"],"interval":"10m","grace":"2m"}""";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly AppParts app = new();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Each_host_is_followed_from_its_first_event_and_missed_by_itself()
    {
        await app.PassAsync();
        var watch = await CreateAsync(Backup);
        await SendAsync("web-1", "backup finished");
        await SendAsync("web-2", "backup finished");
        await SendAsync("web-3", "backup failed");
        Assert.Equal(["web-1 up", "web-2 up"], await StatesAsync(watch));
        await app.PassTimeAsync(9 * Minute, Minute / 2);
        await SendAsync("web-1", "backup finished");
        await app.PassTimeAsync(4 * Minute, Minute / 2);
        Assert.Equal(["web-1 up", "web-2 down"], await StatesAsync(watch));
        await SendAsync("web-2", "backup finished at last");
        Assert.Equal(["web-1 up", "web-2 up"], await StatesAsync(watch));

        var told = await app.ToldAsync();
        Assert.Equal(
            ["backup (host web-2) is missing: not seen for 12 min 30 s (since 10:15:30 UTC)", "backup (host web-2) is back: it was missing for 30 s (since 10:28:00 UTC)"],
            told.Select(e => e.Message));
        Assert.Equal([(Level.Critical, null), (Level.Info, (Level?)Level.Critical)], told.Select(e => (e.Level, e.EndedLevel)));
        Assert.All(told, e => Assert.Equal(("agent", "web-2", "backup"), (e.Kind, e.Host, e.Service)));
    }

    [Fact]
    public async Task A_watch_without_labels_waits_from_the_start()
    {
        await app.PassAsync();
        var watch = await CreateAsync("""{"name":"heartbeat of the cluster","match":["service=cluster"],"interval":"5m","grace":"1m"}""");
        Assert.Equal(["new"], await StatesAsync(watch));
        await app.PassTimeAsync(7 * Minute, Minute / 2);
        Assert.Equal(["down"], await StatesAsync(watch));
        Assert.Equal(["heartbeat of the cluster is missing: never seen since 10:15:30 UTC"], await app.MessagesAsync());
    }

    [Fact]
    public async Task Waits_for_a_time_of_day_in_a_zone()
    {
        await app.PassAsync();
        var watch = await CreateAsync("""{"name":"nightly","match":["message=finished"],"labels":["host"],"schedule":"0 15 * * *","timeZone":"Europe/Moscow","grace":"30m"}""");
        await SendAsync("web-1", "finished");
        await app.PassTimeAsync(TimeSpan.FromHours(2), Minute / 2);
        Assert.Equal(["web-1 late"], await StatesAsync(watch));
        await app.PassTimeAsync(15 * Minute, Minute / 2);
        Assert.Equal(["nightly (host web-1) is missing: not seen for 2 h 14 min (since 10:15:30 UTC)"], await app.MessagesAsync());
    }

    [Fact]
    public async Task Goes_by_the_time_of_the_events_and_not_by_their_order()
    {
        await app.PassAsync();
        var watch = await CreateAsync(Backup);
        await SendAsync("web-1", "finished", "b", AppParts.Start);
        await SendAsync("web-1", "finished", "a", AppParts.Start.AddHours(-1));
        Assert.Equal(AppParts.Start, (await SeriesAsync(watch))[0].Life.HeardAt);
        await app.PassTimeAsync(13 * Minute, Minute / 2);
        await SendAsync("web-1", "finished", "c", app.Time.GetUtcNow().AddMinutes(-12.9));
        Assert.Equal(["web-1 down"], await StatesAsync(watch));
        await SendAsync("web-1", "finished", "d", app.Time.GetUtcNow().AddMinutes(-1));
        Assert.Equal(["web-1 up"], await StatesAsync(watch));
        await SendAsync("web-1", "finished", "e", app.Time.GetUtcNow().AddHours(3));
        Assert.Equal(app.Time.GetUtcNow(), (await SeriesAsync(watch))[0].Life.HeardAt);
        Assert.Equal(2, (await app.ToldAsync()).Count);
    }

    [Fact]
    public async Task The_first_event_may_be_old_without_an_alarm()
    {
        await app.PassTimeAsync(30 * Minute, Minute / 2);
        var watch = await CreateAsync(Backup);
        await SendAsync("web-1", "finished", "a", app.Time.GetUtcNow().AddHours(-5));
        await app.PassAsync();
        await SendAsync("web-1", "finished", "b", app.Time.GetUtcNow());
        await app.PassTimeAsync(5 * Minute, Minute / 2);
        Assert.Equal(["web-1 up"], await StatesAsync(watch));
        Assert.Empty(await app.ToldAsync());
    }

    [Fact]
    public async Task A_batch_that_comes_again_changes_nothing()
    {
        await app.PassAsync();
        var watch = await CreateAsync(Backup);
        var answer = await app.IngestAsync("""[{"level":"info","message":"finished","host":"web-1"}]""");
        var events = await app.Get<EventReader>().FindAsync(answer.Ids, CancellationToken.None);
        await app.TellAsync(answer);
        await app.PassTimeAsync(13 * Minute, Minute / 2);
        await using var other = app.NewInstance(alone: false);
        foreach (var follower in other.GetServices<IRoutedBatches>())
            await follower.SeeAsync(events, new Outgoing(), CancellationToken.None);
        Assert.Equal(["web-1 down"], await StatesAsync(watch));
        Assert.Single(await app.ToldAsync());
    }

    [Fact]
    public async Task A_chatty_series_costs_a_write_a_while_and_no_routing_in_between()
    {
        await app.PassAsync();
        await CreateAsync(Backup);
        await SendAsync("web-1", "finished");
        var before = WritesTo("watches");
        var routed = 0;
        for (var i = 0; i < 300; i++)
        {
            app.Time.Advance(TimeSpan.FromSeconds(1));
            routed += (await SendAsync("web-1", "finished")).Hints.Count;
        }

        Assert.InRange(WritesTo("watches") - before, 8, 12);
        Assert.Equal(WritesTo("watches") - before, routed);
    }

    [Fact]
    public async Task A_batch_of_one_series_is_one_write()
    {
        await app.PassAsync();
        await CreateAsync(Backup);
        await SendAsync("web-1", "finished");
        app.Time.Advance(5 * Minute);
        var before = WritesTo("watches");
        await app.TellAsync(await app.IngestAsync("[" + string.Join(',', Enumerable.Repeat("""{"level":"info","message":"finished","host":"web-1"}""", 90)) + "]"));
        Assert.Equal(1, WritesTo("watches") - before);
    }

    [Fact]
    public async Task A_server_that_was_away_misses_nothing()
    {
        await app.PassAsync();
        var watch = await CreateAsync(Backup);
        await SendAsync("web-1", "finished");
        app.Time.Advance(TimeSpan.FromHours(3));
        await using var restarted = app.NewInstance();
        await app.PassAsync(restarted);
        Assert.Equal(["web-1 up"], await StatesAsync(watch));
        Assert.Empty(await app.ToldAsync());
    }

    [Fact]
    public async Task Follows_a_thousand_sets_of_labels_and_says_so_once_when_there_are_more()
    {
        await app.PassAsync();
        var watch = await CreateAsync(Backup);
        for (var i = 0; i < 11; i++)
        {
            var hosts = Enumerable.Range(i * 98, 98).Select(host => $$"""{"level":"info","message":"finished","host":"h{{host}}"}""");
            await app.TellAsync(await app.IngestAsync($"[{string.Join(',', hosts)}]"));
        }

        Assert.Equal(1000, (await SeriesAsync(watch)).Count);
        var told = Assert.Single(await app.ToldAsync());
        Assert.Equal(Level.Warning, told.Level);
        Assert.StartsWith("backup follows 1000 sets of labels and no more: host h1000 and other new ones are not followed.", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_watch_takes_its_series_along_and_one_that_is_off_expects_nothing()
    {
        await app.PassAsync();
        var watch = await CreateAsync(Backup);
        await SendAsync("web-1", "finished");
        await PutAsync(watch, Backup.Replace("\"10m\"", "\"1m\"", StringComparison.Ordinal).Replace("\"2m\"", "\"10s\"", StringComparison.Ordinal));
        await app.PassTimeAsync(75 * TimeSpan.FromSeconds(1));
        Assert.Single(await app.ToldAsync());
        await PutAsync(watch, Backup.Replace("\"grace\"", "\"enabled\":false,\"grace\"", StringComparison.Ordinal));
        await SendAsync("web-1", "finished");
        await app.PassTimeAsync(30 * Minute, Minute / 2);
        Assert.Equal(["web-1 paused"], await StatesAsync(watch));
        await PutAsync(watch, Backup);
        Assert.Equal(["web-1 new"], await StatesAsync(watch));
        await app.PassTimeAsync(13 * Minute, Minute / 2);
        Assert.Equal(["web-1 down"], await StatesAsync(watch));
        await PutAsync(watch, Backup.Replace("\"host\"", "\"service\"", StringComparison.Ordinal));
        Assert.Empty(await StatesAsync(watch));
    }

    [Fact]
    public async Task A_forgotten_series_begins_anew_and_a_deleted_watch_leaves_nothing()
    {
        await app.PassAsync();
        var watch = await CreateAsync(Backup);
        await SendAsync("web-1", "finished");
        var series = (await SeriesAsync(watch))[0];
        Assert.Null(await app.Get<WatchEditor>().ForgetAsync(watch.Id, series.Id, new(), CancellationToken.None));
        Assert.NotNull(await app.Get<WatchEditor>().ForgetAsync(watch.Id, series.Id, new(), CancellationToken.None));
        await app.PassTimeAsync(20 * Minute, Minute / 2);
        Assert.Empty(await app.ToldAsync());
        await SendAsync("web-1", "finished");
        Assert.Equal(["web-1 up"], await StatesAsync(watch));
        Assert.Null(await app.Get<WatchEditor>().DeleteAsync(watch.Id, AppParts.Operator, new(), CancellationToken.None));
        await app.PassTimeAsync(20 * Minute, Minute / 2);
        Assert.Empty(await app.ToldAsync());
        Assert.Empty((await app.Tables.Open("watches").QueryAsync(new(watch.Id.ToString("N")), CancellationToken.None)).Rows);
    }

    [Fact]
    public async Task What_is_told_of_watches_is_expected_by_none()
    {
        await app.PassAsync();
        var watch = await CreateAsync("""{"name":"anything","match":["level>=trace"],"interval":"1m","grace":"10s"}""");
        await app.PassTimeAsync(5 * Minute, TimeSpan.FromSeconds(10));
        Assert.Equal(["down"], await StatesAsync(watch));
    }

    [Fact]
    public async Task A_silenced_event_is_seen_all_the_same()
    {
        await app.PassAsync();
        var watch = await CreateAsync(Backup);
        await app.Get<SilenceEditor>().CreateAsync(
            JsonElement.Parse($$"""{"match":["host=web-1"],"endsAt":"{{app.Time.GetUtcNow().AddDays(1):O}}"}"""), "test", CancellationToken.None);
        await SendAsync("web-1", "finished");
        Assert.Equal(["web-1 up"], await StatesAsync(watch));
    }

    private int WritesTo(string table) => app.Tables.Commits.Count(commit => commit.Table == table);

    private async Task<Watch> CreateAsync(string body) =>
        (await app.Get<WatchEditor>().CreateAsync(WatchRequest.Read(JsonElement.Parse(body)).Value, AppParts.Operator, new(), CancellationToken.None)).Value;

    private async Task PutAsync(Watch watch, string body) =>
        Assert.NotNull(await app.Get<WatchEditor>().PutAsync(watch.Id, WatchRequest.Read(JsonElement.Parse(body)).Value, AppParts.Operator, new(), CancellationToken.None));

    private async Task<IngestAnswer> SendAsync(string host, string message, string? id = null, DateTimeOffset? time = null)
    {
        var answer = await app.IngestAsync(JsonSerializer.Serialize(new[] { new { level = "info", message, host, id, time } }));
        Assert.Single(answer.Ids);
        await app.TellAsync(answer);
        return answer;
    }

    private async Task<IReadOnlyList<Series>> SeriesAsync(Watch watch) =>
        [.. (await app.Get<WatchReader>().SeriesAsync((await app.Get<WatchReader>().GetAsync(watch.Id, CancellationToken.None))!, CancellationToken.None)).Select(shown => shown.Series)];

    private async Task<IEnumerable<string>> StatesAsync(Watch watch) =>
        (await SeriesAsync(watch)).Select(series => string.Join(' ', series.Labels.Values.Append(series.Life.State.Name())));
}
