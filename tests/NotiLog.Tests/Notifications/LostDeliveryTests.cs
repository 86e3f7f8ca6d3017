using NotiLog.Events;
using NotiLog.Notifications;
using NotiLog.Schedule;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Notifications;

public sealed class LostDeliveryTests : IAsyncDisposable
{
    private const string Error = """{"level":"error","message":"payment failed","service":"payments"}""";

    private readonly AppParts app = new();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Task RouteErrorsAsync() => app.RouteAsync("""[{"name":"errors","match":["level>=error"],"channels":["ops"],"groupBy":["service"]}]""");

    [Fact]
    public async Task A_lost_queue_message_is_sent_again_by_the_schedule()
    {
        await RouteErrorsAsync();
        var answer = await app.IngestAsync(Error);
        await app.Get<BatchRouter>().RouteAsync(answer.Hints[0], new Outgoing(), CancellationToken.None);

        app.Time.Advance(TimeSpan.FromSeconds(16));
        await app.PassAsync();

        Assert.Equal(2, app.Transport.Sent.Count);
    }

    [Fact]
    public async Task A_claim_left_behind_is_taken_up_when_its_lease_ends_or_at_a_start()
    {
        await RouteErrorsAsync();
        await app.PassAsync();
        var answer = await app.IngestAsync(Error);
        await app.Get<BatchRouter>().RouteAsync(answer.Hints[0], new Outgoing(), CancellationToken.None);
        foreach (var pending in await app.DeliveriesAsync())
            await HoldAsync(pending);

        app.Time.Advance(TimeSpan.FromSeconds(30));
        await app.PassAsync();
        Assert.Empty(app.Transport.Sent);

        await using var restarted = app.NewInstance();
        await app.PassAsync(restarted);
        Assert.Equal(2, app.Transport.Sent.Count);
    }

    [Fact]
    public async Task The_first_pass_leaves_alone_what_this_process_is_sending()
    {
        await RouteErrorsAsync();
        app.Transport.Script.Enqueue((Func<Task>)(async () =>
        {
            app.Time.Advance(TimeSpan.FromSeconds(1));
            await app.PassAsync();
        }));
        await app.TellAsync(await app.IngestAsync(Error));

        Assert.Equal(["a", "b"], app.Transport.Sent.Select(s => s.Recipient).Order());
        Assert.All(await app.DeliveriesAsync(), d => Assert.Equal((DeliveryStatus.Delivered, 1), (d.Status, d.Attempts)));
    }

    [Fact]
    public async Task A_claim_of_a_lost_holder_ends_with_its_lease()
    {
        await RouteErrorsAsync();
        await app.PassAsync();
        var answer = await app.IngestAsync(Error);
        await app.Get<BatchRouter>().RouteAsync(answer.Hints[0], new Outgoing(), CancellationToken.None);
        foreach (var pending in await app.DeliveriesAsync())
            await HoldAsync(pending);

        app.Time.Advance(TimeSpan.FromSeconds(61));
        await app.PassAsync();

        Assert.Equal(2, app.Transport.Sent.Count);
        Assert.All(await app.DeliveriesAsync(), d => Assert.Equal(2, d.Attempts));
    }

    [Fact]
    public async Task A_storm_that_the_provider_slows_down_is_delivered_in_the_end()
    {
        await RouteErrorsAsync();
        for (var i = 0; i < 30; i++)
            app.Transport.Script.Enqueue(new SendOutcome.Retry(TimeSpan.FromSeconds(20), "429 Too Many Requests"));
        await app.TellAsync(await app.IngestAsync(Error));
        for (var i = 0; i < 40; i++)
        {
            app.Time.Advance(TimeSpan.FromSeconds(20));
            await app.PassAsync();
        }

        Assert.All(await app.DeliveriesAsync(), d => Assert.Equal((DeliveryStatus.Delivered, 16), (d.Status, d.Attempts)));
    }

    [Fact]
    public async Task A_delivery_changed_while_its_due_row_runs_keeps_a_due_row()
    {
        await RouteErrorsAsync();
        app.Transport.Script.Enqueue(new SendOutcome.Retry(null, "later"));
        await app.TellAsync(await app.IngestAsync(Error));
        var store = app.Get<DeliveryStore>();
        var waiting = (await app.DeliveriesAsync()).Single(d => d.Status == DeliveryStatus.Retrying);
        app.Time.Advance(TimeSpan.FromSeconds(6));
        app.Tables.BeforeCommitTo = ("deliveries", () => store.UpdateAsync(waiting with { Error = "touched" }, CancellationToken.None));

        await app.PassAsync();

        Assert.Equal(3, app.Transport.Sent.Count);
    }

    [Fact]
    public async Task Of_two_who_get_the_same_message_one_sends()
    {
        await RouteErrorsAsync();
        var answer = await app.IngestAsync(Error);
        await app.Get<BatchRouter>().RouteAsync(answer.Hints[0], new Outgoing(), CancellationToken.None);
        await using var other = app.NewInstance();
        var outgoing = new Outgoing();
        foreach (var delivery in await app.DeliveriesAsync())
        {
            for (var i = 0; i < 5; i++)
                outgoing.Add("deliver-scripted", new DeliverMessage(delivery.Id).ToJson());
        }

        await Task.WhenAll(Task.Run(() => app.DrainAsync(outgoing)), Task.Run(() => app.DrainAsync(outgoing, other)));

        Assert.Equal(2, app.Transport.Sent.Count);
    }

    [Fact]
    public async Task A_batch_that_cannot_be_routed_is_hinted_at_with_doubling_waits_then_parked_and_can_be_released()
    {
        await RouteErrorsAsync();
        await app.IngestAsync(Error);
        var sweep = app.Get<OutboxSweep>();
        await sweep.RunAsync(starting: true, new Outgoing(), CancellationToken.None);
        var hints = 0;
        for (var i = 0; i < 2200; i++)
        {
            app.Time.Advance(TimeSpan.FromSeconds(15));
            var outgoing = new Outgoing();
            await sweep.RunAsync(starting: false, outgoing, CancellationToken.None);
            hints += outgoing.For(OutboxSweep.Queue)?.Length ?? 0;
        }

        Assert.Equal(10, hints);
        Assert.Contains("not routed after 10 hints", Assert.Single(await sweep.ParkedAsync(CancellationToken.None)).Parked);
        Assert.Equal(1, await sweep.ReleaseAsync(CancellationToken.None));
        await app.PassAsync();
        Assert.Equal(2, app.Transport.Sent.Count);
    }

    [Fact]
    public async Task One_bad_due_row_waits_longer_each_time_and_never_stops_the_rest()
    {
        await RouteErrorsAsync();
        var due = app.Get<DueTable>();
        await due.AddAsync(new DueRow(AppParts.Start, "delivery", "not-an-id"), CancellationToken.None);
        app.Transport.Script.Enqueue(new SendOutcome.Retry(null, "later"));
        await app.TellAsync(await app.IngestAsync(Error));
        app.Time.Advance(TimeSpan.FromSeconds(6));
        await app.PassAsync();
        await app.PassAsync();

        Assert.Equal(3, app.Transport.Sent.Count);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        var rows = new List<DueRow>();
        foreach (var partition in DueRow.AllPartitions)
            rows.AddRange(await due.DueAsync(partition, app.Time.GetUtcNow(), 10, CancellationToken.None));
        Assert.Equal(1, Assert.Single(rows).Failures);
    }

    /// <summary>As a holder leaves it that dies while sending.</summary>
    private async Task HoldAsync(Delivery pending)
    {
        var lease = app.Time.GetUtcNow().AddSeconds(60);
        await app.Get<DueTable>().AddAsync(DeliveryDue.RowOf(pending.Id, lease), CancellationToken.None);
        await app.Get<DeliveryStore>().UpdateAsync(
            pending with { Status = DeliveryStatus.Sending, Attempts = 1, Holder = "another", DueAt = lease }, CancellationToken.None);
    }
}
