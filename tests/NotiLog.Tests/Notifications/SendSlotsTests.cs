using NotiLog.Notifications;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Notifications;

public sealed class SendSlotsTests : IAsyncDisposable
{
    private const int Storm = 50;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly AppParts app = new();
    private readonly List<(DateTimeOffset At, Guid Delivery)> sends = [];

    public SendSlotsTests()
    {
        app.Transport.Rate = new SendRate(20, Minute);
        app.Transport.Answer = request =>
        {
            lock (sends)
                sends.Add((app.Time.GetUtcNow(), request.DeliveryId));
            return null;
        };
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task StormAsync(int count = Storm)
    {
        await app.ChannelAsync("chat", """{"type":"scripted","scripted":{"to":["-1"]}}""");
        await app.RouteAsync("""[{"name":"errors","match":["level>=error"],"channels":["chat"],"groupBy":["service"]}]""");
        for (var i = 0; i < count; i++)
            await app.TellAsync(await app.IngestAsync($$"""{"level":"error","message":"m","service":"s{{i}}"}"""));
    }

    private void AssertNoWindowHoldsMore()
    {
        var times = sends.Select(send => send.At).Order().ToList();
        for (var i = 0; i + 20 < times.Count; i++)
            Assert.True(times[i + 20] - times[i] >= Minute, $"{times[i]:O} and {times[i + 20]:O} are the first and the last of 21");
    }

    [Fact]
    public async Task At_most_twenty_a_minute_go_to_a_recipient_and_all_arrive_in_order()
    {
        await StormAsync();
        Assert.Equal(20, sends.Count);
        var waiting = (await app.DeliveriesAsync()).Where(d => d.IsOpen).ToList();
        Assert.All(waiting, d => Assert.Equal((DeliveryStatus.Retrying, 0), (d.Status, d.Attempts)));
        Assert.All(waiting, d => Assert.True(d.NextAttemptAt >= AppParts.Start + Minute));

        for (var i = 0; i < 130; i++)
        {
            app.Time.Advance(TimeSpan.FromSeconds(1));
            await app.PassAsync();
        }

        AssertNoWindowHoldsMore();
        Assert.All(await app.DeliveriesAsync(), d => Assert.Equal((DeliveryStatus.Delivered, 1, null), (d.Status, d.Attempts, d.Error)));
        Assert.Equal(Storm, sends.Count);
        Assert.Equal(Storm, sends.Select(send => send.Delivery).Distinct().Count());
    }

    [Fact]
    public async Task A_slow_schedule_neither_breaks_the_limit_nor_forgets_anybody()
    {
        await StormAsync();
        for (var i = 0; i < 12; i++)
        {
            app.Time.Advance(TimeSpan.FromSeconds(i == 2 ? 57 : 30));
            await app.PassAsync();
        }

        AssertNoWindowHoldsMore();
        Assert.Equal(Storm, sends.Count);
    }

    [Fact]
    public async Task Two_instances_keep_the_limit_together()
    {
        await StormAsync();
        await using var other = app.NewInstance(alone: false);
        for (var i = 0; i < 130; i++)
        {
            app.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAll(Task.Run(() => app.PassAsync()), Task.Run(() => app.PassAsync(other)));
        }

        AssertNoWindowHoldsMore();
        Assert.Equal(Storm, sends.Count);
        Assert.Equal(Storm, sends.Select(send => send.Delivery).Distinct().Count());
    }

    [Fact]
    public async Task A_wait_costs_three_writes_however_often_it_is_hinted_at()
    {
        await StormAsync(20);
        app.Tables.Commits.Clear();
        var answer = await app.IngestAsync("""{"level":"error","message":"m","service":"late"}""");
        await app.TellAsync(answer);
        var written = app.Tables.Commits.Where(commit => commit.Table is "limits" or "deliveries").Select(commit => commit.Table).ToList();
        Assert.Equal(["deliveries", "limits", "deliveries"], written);
        app.Tables.Commits.Clear();

        var waiting = Assert.Single(await app.DeliveriesAsync(), d => d.IsOpen);
        for (var i = 0; i < 5; i++)
        {
            app.Time.Advance(TimeSpan.FromSeconds(10));
            var outgoing = new NotiLog.Schedule.Outgoing();
            outgoing.Add("deliver-scripted", new DeliverMessage(waiting.Id).ToJson());
            await app.DrainAsync(outgoing);
            await app.PassAsync();
        }

        Assert.DoesNotContain(app.Tables.Commits, commit => commit.Table is "limits" or "deliveries");
    }

    [Fact]
    public void A_slot_that_is_held_keeps_its_place_before_those_who_come_later()
    {
        var rate = new SendRate(1, Minute);
        var now = AppParts.Start;
        var first = SlotLog.Empty.Take(now, rate, held: null);
        var second = first.Log.Take(now, rate, held: null);
        var third = second.Log.Take(now, rate, held: null);
        Assert.Equal((now, now + Minute, now + (2 * Minute)), (first.At, second.At, third.At));

        var late = now + Minute + TimeSpan.FromSeconds(40);
        var sent = third.Log.Take(late, rate, second.Slot);
        Assert.Equal(late, sent.At);
        var pushed = sent.Log.Take(now + (2 * Minute), rate, third.Slot);
        Assert.Equal((late + Minute, third.Slot), (pushed.At, pushed.Slot));
        Assert.Same(sent.Log, pushed.Log);
        Assert.Equal(now + (3 * Minute), sent.Log.Take(late, rate, held: null).At);
    }

    [Fact]
    public void A_clock_behind_the_others_does_not_jump_the_queue()
    {
        var rate = new SendRate(2, Minute);
        var ahead = SlotLog.Empty.Take(AppParts.Start, rate, held: null);
        Assert.Equal(AppParts.Start, ahead.Log.Take(AppParts.Start.AddSeconds(-3), rate, held: null).At);
    }
}
