using System.Text.Json;
using NotiLog.Events;
using NotiLog.Notifications;
using NotiLog.Routing;
using NotiLog.Schedule;
using NotiLog.Tests.Notifications.Replay;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Notifications;

public sealed class EventExplainerTests : IAsyncDisposable
{
    private const string Errors = """
        [{"name":"off","match":[],"channels":["ops"],"enabled":false},
         {"name":"errors","match":["level>=error","service!=\"web\""],"channels":["ops"],"groupBy":["service"],"groupInterval":"1m"},
         {"name":"last","match":["level>=warning"],"channels":[]}]
        """;

    private readonly AppParts app = new();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<Guid> ReceiveAsync(string level = "error", bool routed = true, string more = "")
    {
        var answer = await app.IngestAsync($$"""{"level":"{{level}}","message":"m","service":"payments"{{more}}}""");
        if (routed)
            await app.TellAsync(answer);
        return answer.Ids[0];
    }

    private async Task<EventExplanation> ExplainAsync(Guid id) =>
        (await app.Get<EventExplainer>().ExplainAsync(id, CancellationToken.None))!;

    [Fact]
    public async Task Each_route_says_what_it_did()
    {
        await app.RouteAsync(Errors);
        var told = await ExplainAsync(await ReceiveAsync());
        Assert.Equal([RouteOutcome.Disabled, RouteOutcome.Matched, RouteOutcome.NotReached], told.Routes.Select(route => route.Outcome));
        Assert.Equal([false, true, false], told.Routes.Select(route => route.Matched));
        Assert.Equal((EventVerdict.Told, 1, "payments"), (told.Verdict, told.RoutingVersion, told.Group!["service"]));
        Assert.Equal((await app.NotificationsAsync()).Select(one => one.Id), told.Notifications);

        var warning = await ExplainAsync(await ReceiveAsync("warning"));
        Assert.Equal([null, "level>=error", null], warning.Routes.Select(route => route.Failed));
        Assert.Equal((EventVerdict.NoChannel, null, 0), (warning.Verdict, warning.Group, warning.Notifications.Count));
        var other = await ExplainAsync(await ReceiveAsync(more: ",\"context\":{}", level: "info"));
        Assert.Equal(EventVerdict.NoRoute, other.Verdict);
    }

    [Fact]
    public async Task An_event_that_waits_says_until_when_and_then_what_told_of_it()
    {
        await app.RouteAsync(Errors);
        await ReceiveAsync();
        app.Time.Advance(TimeSpan.FromSeconds(10));
        var id = await ReceiveAsync();
        var waits = await ExplainAsync(id);
        Assert.Equal((EventVerdict.Grouped, 0), (waits.Verdict, waits.Notifications.Count));
        Assert.Equal(AppParts.Start.AddSeconds(61), waits.WaitsUntil);

        await app.EndWindowAsync();
        var told = await ExplainAsync(id);
        Assert.Equal((EventVerdict.Told, null), (told.Verdict, told.WaitsUntil));
        Assert.Equal([(await app.NotificationsAsync())[1].Id], told.Notifications);
    }

    [Fact]
    public async Task An_event_is_pending_until_its_batch_is_routed_and_parked_when_nobody_tries_any_more()
    {
        await app.RouteAsync(Errors);
        var id = await ReceiveAsync(routed: false);
        Assert.Equal(EventVerdict.Pending, (await ExplainAsync(id)).Verdict);
        Assert.Equal(EventVerdict.NoChannel, (await ExplainAsync(await ReceiveAsync("warning", routed: false))).Verdict);

        for (var i = 0; i < 30; i++)
        {
            app.Time.Advance(TimeSpan.FromHours(6));
            await app.Get<DispatchPass>().RunAsync(new Outgoing(), CancellationToken.None);
        }

        var parked = await ExplainAsync(id);
        Assert.Equal(EventVerdict.Parked, parked.Verdict);
        Assert.StartsWith("not routed after 10 hints", parked.Parked, StringComparison.Ordinal);

        await app.Get<OutboxSweep>().ReleaseAsync(CancellationToken.None);
        Assert.Equal(EventVerdict.Pending, (await ExplainAsync(id)).Verdict);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await app.PassAsync();
        Assert.Equal(EventVerdict.Told, (await ExplainAsync(id)).Verdict);
    }

    [Fact]
    public async Task A_silenced_event_names_its_silence_as_long_as_it_is_kept()
    {
        await app.RouteAsync(Errors);
        var body = JsonElement.Parse($$"""{"match":["service=payments"],"endsAt":"{{app.Time.GetUtcNow().AddHours(1):O}}"}""");
        var silence = (await app.Get<SilenceEditor>().CreateAsync(body, "owner", CancellationToken.None)).Value.Silence;
        var id = await ReceiveAsync();
        var unmatched = await ReceiveAsync("info");
        await app.Get<SilenceEditor>().DeleteAsync(silence.Id, "owner", CancellationToken.None);

        app.Time.Advance(TimeSpan.FromDays(20));
        await app.PassAsync();
        var explained = await ExplainAsync(id);
        Assert.Equal((EventVerdict.Silenced, silence.Id), (explained.Verdict, explained.SilencedBy));
        Assert.Equal(EventVerdict.NoRoute, (await ExplainAsync(unmatched)).Verdict);
    }

    [Fact]
    public async Task A_silence_made_before_the_batch_is_routed_does_not_turn_what_was_told()
    {
        await app.RouteAsync(Errors);
        var id = await ReceiveAsync();
        var body = JsonElement.Parse($$"""{"match":["service=payments"],"endsAt":"{{app.Time.GetUtcNow().AddHours(1):O}}"}""");
        await app.Get<SilenceEditor>().CreateAsync(body, "owner", CancellationToken.None);
        Assert.Equal((EventVerdict.Told, null), ((await ExplainAsync(id)).Verdict, (await ExplainAsync(id)).SilencedBy));
    }

    [Fact]
    public async Task Nothing_that_happens_later_changes_a_verdict()
    {
        var before = await ReceiveAsync();
        await app.RouteAsync(Errors);
        // A time a day ahead keeps an event a day longer than others.
        var ahead = await ReceiveAsync(more: $",\"id\":\"1\",\"time\":\"{app.Time.GetUtcNow().AddHours(23.9):O}\"");
        var digested = await ReceiveAsync();
        await app.EndWindowAsync();
        await app.RouteAsync("[]");
        Assert.Null(await app.Get<ChannelEditor>().DeleteAsync("ops", "owner", CancellationToken.None));
        var unrouted = await ReceiveAsync();

        for (var day = 0; day < 40; day++)
        {
            foreach (var (id, verdict) in new[] { (before, EventVerdict.NoRoute), (ahead, EventVerdict.Told), (digested, EventVerdict.Told), (unrouted, EventVerdict.NoRoute) })
            {
                var explained = await app.Get<EventExplainer>().ExplainAsync(id, CancellationToken.None);
                Assert.Equal(explained is null ? null : verdict, explained?.Verdict);
                Assert.True(explained is not null || day > 30);
            }

            app.Time.Advance(TimeSpan.FromDays(1));
            await app.PassAsync();
            app.Time.Advance(TimeSpan.FromMinutes(1));
            await app.PassAsync();
        }

        Assert.Null(await app.Get<EventExplainer>().ExplainAsync(ahead, CancellationToken.None));
    }

    [Fact]
    public async Task An_event_whose_channels_were_gone_when_it_was_routed_had_no_channel()
    {
        await app.RouteAsync(Errors);
        var answer = await app.IngestAsync("""{"level":"error","message":"m","service":"payments"}""");
        var disabled = JsonElement.Parse("""{"type":"scripted","scripted":{"to":["a"]},"enabled":false}""");
        await app.Get<ChannelEditor>().PutAsync("ops", disabled, "owner", CancellationToken.None);
        await app.TellAsync(answer);
        Assert.Equal(EventVerdict.NoChannel, (await ExplainAsync(answer.Ids[0])).Verdict);
    }

    [Fact]
    public async Task A_digest_that_is_being_made_has_not_told_yet()
    {
        await app.RouteAsync(Errors);
        await ReceiveAsync();
        var id = await ReceiveAsync();
        app.Time.Advance(TimeSpan.FromSeconds(61));
        var seen = new HashSet<EventVerdict>();
        for (var crashAfter = 1; (await ExplainAsync(id)).Verdict != EventVerdict.Told && crashAfter < 100; crashAfter++)
        {
            app.Tables.CommitsUntilCrash = crashAfter;
            await Record.ExceptionAsync(() => app.PassAsync());
            app.Tables.CommitsUntilCrash = null;
            var explained = await ExplainAsync(id);
            seen.Add(explained.Verdict);
            var made = (await app.NotificationsAsync()).Select(one => one.Id).ToHashSet();
            Assert.All(explained.Notifications, told => Assert.Contains(told, made));
            app.Time.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal([EventVerdict.Told, EventVerdict.Grouped], seen.Order());
    }

    [Fact]
    public async Task Whoever_deleted_an_event_need_not_ask()
    {
        var id = await ReceiveAsync();
        await app.Get<EventTriage>().DeleteAsync(id, CancellationToken.None);
        Assert.Null(await app.Get<EventExplainer>().ExplainAsync(id, CancellationToken.None));
        Assert.Null(await app.Get<EventExplainer>().ExplainAsync(Guid.NewGuid(), CancellationToken.None));
    }

    [Fact]
    public async Task Each_event_of_a_busy_day_is_explained_by_exactly_the_notifications_that_name_it()
    {
        await using var traffic = new Traffic(7);
        await traffic.DriveAsync();
        var told = new List<(Guid Event, Guid Notification)>();
        foreach (var made in await traffic.NotificationsAsync(new TellingQuery()))
        {
            var named = await traffic.App.Get<NotificationEvents>().ListAsync(made.Notification.Id, 1000, null, CancellationToken.None);
            told.AddRange(named.Value.Items.Select(e => (e.EventId, made.Notification.Id)));
        }

        var byEvent = told.ToLookup(pair => pair.Event, pair => pair.Notification);
        var verdicts = new List<EventVerdict>();
        foreach (var e in await traffic.App.ListAsync(("limit", "1000")))
        {
            var explained = (await traffic.App.Get<EventExplainer>().ExplainAsync(e.EventId, CancellationToken.None))!;
            Assert.Equal(byEvent[e.EventId].Order(), explained.Notifications.Order());
            Assert.Equal(explained.Verdict == EventVerdict.Told, explained.Notifications.Count > 0);
            Assert.Equal(explained.Verdict == EventVerdict.Silenced, explained.SilencedBy is not null);
            verdicts.Add(explained.Verdict);
        }

        Assert.Equal([EventVerdict.Told, EventVerdict.Silenced, EventVerdict.NoRoute], verdicts.Distinct().Order());
    }
}
