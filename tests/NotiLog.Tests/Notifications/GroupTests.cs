using Microsoft.Extensions.DependencyInjection;
using NotiLog.Events;
using NotiLog.Notifications;
using NotiLog.Schedule;
using NotiLog.Tables;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Notifications;

public sealed class GroupTests : IAsyncDisposable
{
    private const string Route = """[{"name":"errors","match":["level>=error"],"channels":["ops"],"groupBy":["service"],"groupInterval":"1m"}]""";

    private readonly AppParts app = new();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static string Error(string message, string service = "payments", string level = "error") =>
        $$"""{"level":"{{level}}","message":"{{message}}","service":"{{service}}"}""";

    private async Task SendAsync(string message, string service = "payments", string level = "error") =>
        await app.TellAsync(await app.IngestAsync(Error(message, service, level)));

    private IReadOnlyList<Notification> Told => [.. app.Transport.Sent.Where(s => s.Recipient == "a").Select(s => s.Content.Notification)];

    private async Task WaitAsync(double seconds)
    {
        app.Time.Advance(TimeSpan.FromSeconds(seconds));
        await app.PassAsync();
    }

    [Fact]
    public async Task The_first_events_are_told_at_once_and_what_comes_meanwhile_in_one_digest()
    {
        await app.RouteAsync(Route);
        await SendAsync("first");
        Assert.Equal([1], Told.Select(n => n.Count));

        for (var i = 0; i < 20; i++)
        {
            await WaitAsync(1);
            await SendAsync($"m{i}", level: i == 7 ? "critical" : "error");
        }

        await WaitAsync(39.9);
        Assert.Single(Told);
        await WaitAsync(1.2);

        var digest = Told[1];
        Assert.Equal((2, 20, Level.Critical), (Told.Count, digest.Count, digest.Level));
        Assert.Equal([(Level.Error, 19), (Level.Critical, 1)], digest.Levels.OrderBy(l => l.Key).Select(l => (l.Key, l.Value)));
        Assert.Equal((AppParts.Start.AddSeconds(1), AppParts.Start.AddSeconds(20)), (digest.FirstAt, digest.LastAt));
        Assert.Equal(AppParts.Start.AddMinutes(1), digest.CreatedAt);
    }

    [Fact]
    public async Task A_quiet_window_closes_the_group_and_the_next_event_is_told_at_once()
    {
        await app.RouteAsync(Route);
        await SendAsync("1");
        await SendAsync("2");
        await WaitAsync(61);
        Assert.Equal([1, 1], Told.Select(n => n.Count));

        await WaitAsync(60);
        await SendAsync("3");
        Assert.Equal([1, 1, 1], Told.Select(n => n.Count));
        Assert.Equal(AppParts.Start.AddSeconds(121), Told[2].CreatedAt, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task A_window_that_is_over_before_its_group_is_open_is_told_though_its_due_row_was_looked_at_before()
    {
        await app.RouteAsync(Route.Replace("\"groupInterval\"", "\"groupWait\":\"10s\",\"groupInterval\"", StringComparison.Ordinal));
        var late = await app.IngestAsync(Error("late"));
        app.Time.Advance(TimeSpan.FromSeconds(15));
        await using var other = app.NewInstance(alone: false);
        app.Tables.BeforeCommitTo = ("groups", () => other.GetRequiredService<DispatchPass>().RunAsync(new Outgoing(), CancellationToken.None));
        await app.TellAsync(late);
        Assert.Null(app.Tables.BeforeCommitTo);
        Assert.Empty(Told);
        await WaitAsync(1);
        Assert.Equal([1], Told.Select(n => n.Count));
    }

    [Fact]
    public async Task The_group_wait_gathers_the_first_events_into_one_message()
    {
        await app.RouteAsync(Route.Replace("\"groupInterval\"", "\"groupWait\":\"10s\",\"groupInterval\"", StringComparison.Ordinal));
        await SendAsync("1");
        await WaitAsync(9);
        await SendAsync("2");
        Assert.Empty(Told);
        await WaitAsync(2);
        Assert.Equal([2], Told.Select(n => n.Count));

        await SendAsync("3");
        await WaitAsync(60);
        Assert.Equal([2, 1], Told.Select(n => n.Count));
        await WaitAsync(60);
        await SendAsync("4");
        Assert.Equal(2, Told.Count);
        await WaitAsync(11);
        Assert.Equal([2, 1, 1], Told.Select(n => n.Count));
    }

    [Fact]
    public async Task Groups_are_apart()
    {
        await app.RouteAsync(Route);
        await SendAsync("1", "a");
        await SendAsync("2", "b");
        await SendAsync("3", "a");
        await WaitAsync(61);

        Assert.Equal([("a", 1), ("b", 1), ("a", 1)], Told.Select(n => (n.GroupKey["service"], n.Count)));
    }

    [Fact]
    public async Task A_late_timer_does_not_move_the_windows()
    {
        await app.RouteAsync(Route);
        await SendAsync("1");
        await SendAsync("2");
        app.Time.Advance(TimeSpan.FromMinutes(3));
        await SendAsync("3");

        Assert.Equal([1, 1, 1], Told.Select(n => n.Count));
        Assert.Equal([AppParts.Start, AppParts.Start.AddMinutes(1), AppParts.Start.AddMinutes(3)], Told.Select(n => n.CreatedAt));
    }

    [Fact]
    public async Task An_event_right_after_a_quiet_window_is_told_as_soon_as_the_window_has_ended()
    {
        await app.RouteAsync(Route);
        await SendAsync("1");
        app.Time.Advance(TimeSpan.FromSeconds(60.5));
        await SendAsync("2");
        await SendAsync("3");
        Assert.Single(Told);

        await WaitAsync(0.6);
        Assert.Equal([1, 1], Told.Select(n => n.Count));
        Assert.Equal(AppParts.Start.AddSeconds(60.5), Told[1].CreatedAt, TimeSpan.FromMilliseconds(1));
        await WaitAsync(61);
        Assert.Equal([1, 1, 1], Told.Select(n => n.Count));
    }

    [Fact]
    public async Task A_batch_that_is_routed_after_its_window_was_told_and_the_group_closed_is_told_too()
    {
        await app.RouteAsync("""[{"name":"errors","match":["level>=error"],"channels":["ops"],"groupWait":"1s","groupInterval":"1s"}]""");
        await app.PassAsync();
        var inTime = await app.IngestAsync(Error("in time"));
        await app.IngestAsync(Error("received in the same tick, its message lost"));
        await app.TellAsync(inTime);
        await WaitAsync(2.5);
        await SendAsync("of the next window");
        for (var i = 0; i < 4; i++)
            await WaitAsync(2.5);
        Assert.Equal([1, 1], Told.Select(n => n.Count));

        await WaitAsync(15);
        await WaitAsync(2.5);

        Assert.Equal(3, Told.SelectMany(n => n.EventIds).Distinct().Count());
    }

    [Fact]
    public async Task A_storm_of_ten_thousand_events_makes_two_messages()
    {
        await app.RouteAsync(Route);
        for (var i = 0; i < 10; i++)
            await app.TellAsync(await app.IngestAsync($"[{string.Join(',', Enumerable.Range(0, 1000).Select(j => Error($"m{j}")))}]"));
        await WaitAsync(61);

        Assert.Equal(2, Told.Count);
        Assert.Equal(10_000, Told.Sum(n => n.Count));
        Assert.All(Told, n => Assert.True(n.EventIds.Count <= 100));
    }

    [Fact]
    public async Task A_notification_names_all_its_events_page_by_page()
    {
        await app.RouteAsync(Route);
        await SendAsync("first");
        var sent = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            var answer = await app.IngestAsync($"[{string.Join(',', Enumerable.Range(0, 250).Select(j => Error($"m{j}")))}]");
            sent.AddRange(answer.Ids);
            await app.TellAsync(answer);
        }

        await WaitAsync(61);
        var listed = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await app.Get<NotificationEvents>().ListAsync(Told[1].Id, 77, cursor, CancellationToken.None);
            Assert.InRange(page.Value.Items.Count, 1, 77);
            listed.AddRange(page.Value.Items.Select(e => e.EventId));
            cursor = page.Value.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(sent.Order(), listed.Order());
        Assert.Single((await app.Get<NotificationEvents>().ListAsync(Told[0].Id, 77, null, CancellationToken.None)).Value.Items);
    }

    [Fact]
    public async Task Two_instances_that_route_the_same_group_at_once_open_it_once()
    {
        await app.RouteAsync(Route);
        await using var other = app.NewInstance(alone: false);
        var answers = new List<IngestAnswer>();
        for (var i = 0; i < 20; i++)
            answers.Add(await app.IngestAsync(Error($"m{i}")));

        await Task.WhenAll(answers.SelectMany((answer, i) => new[] { 0, 1 }.Select(side => Task.Run(async () =>
        {
            var outgoing = new Outgoing();
            outgoing.Add(OutboxSweep.Queue, answer.Hints[0].ToJson());
            await app.DrainAsync(outgoing, (i + side) % 2 == 0 ? null : other);
        }))));
        Assert.Equal([1], Told.Select(n => n.Count));

        app.Time.Advance(TimeSpan.FromSeconds(61));
        await Task.WhenAll(app.PassAsync(), app.PassAsync(other));
        Assert.Equal([1, 19], Told.Select(n => n.Count));
    }

    [Fact]
    public async Task A_crash_after_any_commit_of_a_window_s_end_tells_each_event_once()
    {
        var crashAt = 1;
        for (var crashed = true; crashed; crashAt++)
        {
            await using var mine = new AppParts();
            await mine.RouteAsync(Route);
            for (var i = 0; i < 10; i++)
                await mine.TellAsync(await mine.IngestAsync(Error($"m{i}")));
            mine.Time.Advance(TimeSpan.FromSeconds(61));
            mine.Tables.CommitsUntilCrash = crashAt;
            await Record.ExceptionAsync(() => mine.PassAsync());
            crashed = mine.Tables.CommitsUntilCrash == 0;
            mine.Tables.CommitsUntilCrash = null;
            for (var i = 0; i < 10; i++)
            {
                mine.Time.Advance(TimeSpan.FromSeconds(61));
                await mine.PassAsync();
            }

            Assert.Equal([1, 9], mine.Transport.Sent.DistinctBy(s => s.DeliveryId).Where(s => s.Recipient == "a").Select(s => s.Content.Notification.Count));
        }

        Assert.InRange(crashAt, 10, 100);
    }

    [Fact]
    public async Task Arrivals_go_when_their_events_are_gone_and_not_before()
    {
        await app.RouteAsync(Route);
        await SendAsync("1");
        await SendAsync("2");
        await WaitAsync(61);
        await WaitAsync(61);
        var group = Told[0].GroupId!;
        var rows = async () => (await app.Tables.Open("groups").QueryAsync(new TableQuery(group), CancellationToken.None)).Rows.Select(r => r.RowKey[..1]).ToList();
        app.Time.Advance(TimeSpan.FromDays(30));
        await app.PassAsync();
        Assert.Equal(["a", "a", "f"], await rows());

        app.Time.Advance(TimeSpan.FromDays(3));
        await app.PassAsync();
        Assert.Empty(await rows());
    }
}
