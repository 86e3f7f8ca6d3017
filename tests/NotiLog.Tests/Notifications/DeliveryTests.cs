using NotiLog.Events;
using NotiLog.Notifications;
using NotiLog.Schedule;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Notifications;

public sealed class DeliveryTests : IAsyncDisposable
{
    private const string Error = """{"level":"error","message":"payment failed","service":"payments"}""";

    private readonly AppParts app = new();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Task RouteErrorsAsync() => app.RouteAsync("""[{"name":"errors","match":["level>=error"],"channels":["ops"],"groupBy":["service"]}]""");

    [Fact]
    public async Task A_matched_batch_tells_once_per_route_and_group()
    {
        await RouteErrorsAsync();
        await app.TellAsync(await app.IngestAsync("""
            [{"level":"error","message":"1","service":"a"},{"level":"critical","message":"2","service":"b"},
             {"level":"error","message":"3","service":"a"},{"level":"info","message":"4","service":"a"}]
            """));

        var told = app.Transport.Sent.Where(s => s.Recipient == "a").Select(s => s.Content.Notification).OrderBy(n => n.GroupKey["service"]).ToList();
        Assert.Equal([("a", 2, Level.Error), ("b", 1, Level.Critical)], told.Select(n => (n.GroupKey["service"], n.Count, n.Level)));
        Assert.Equal(4, app.Transport.Sent.Count);
        Assert.All(await app.DeliveriesAsync(), d => Assert.Equal(DeliveryStatus.Delivered, d.Status));
    }

    [Fact]
    public async Task Routing_a_batch_twice_and_at_once_tells_once()
    {
        await RouteErrorsAsync();
        var answer = await app.IngestAsync(Error);
        await using var other = app.NewInstance();

        await Task.WhenAll(app.TellAsync(answer), Task.Run(async () =>
        {
            var outgoing = new Outgoing();
            outgoing.Add(OutboxSweep.Queue, answer.Hints[0].ToJson());
            await app.DrainAsync(outgoing, other);
        }));
        await app.TellAsync(answer);

        Assert.Equal(["a", "b"], app.Transport.Sent.Select(s => s.Recipient).Order());
    }

    [Fact]
    public async Task A_failure_is_retried_by_the_schedule_with_growing_waits_until_delivered()
    {
        await RouteErrorsAsync();
        for (var i = 0; i < 6; i++)
            app.Transport.Script.Enqueue(new SendOutcome.Retry(null, "451 greylisted"));
        await app.TellAsync(await app.IngestAsync(Error));
        var waiting = (await app.DeliveriesAsync())[0];
        Assert.Equal((DeliveryStatus.Retrying, 1, "451 greylisted"), (waiting.Status, waiting.Attempts, waiting.Error));
        Assert.InRange(waiting.NextAttemptAt!.Value - AppParts.Start, TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(5));

        for (var i = 0; i < 60; i++)
        {
            app.Time.Advance(TimeSpan.FromSeconds(1));
            await app.PassAsync();
        }

        Assert.All(await app.DeliveriesAsync(), d => Assert.Equal(DeliveryStatus.Delivered, d.Status));
        Assert.Equal(8, app.Transport.Sent.Count);
    }

    [Fact]
    public async Task What_the_provider_asks_to_wait_is_waited_exactly()
    {
        await RouteErrorsAsync();
        app.Transport.Script.Enqueue(new SendOutcome.Retry(TimeSpan.FromSeconds(37), "429"));
        await app.TellAsync(await app.IngestAsync(Error));

        app.Time.Advance(TimeSpan.FromSeconds(36.9));
        await app.PassAsync();
        Assert.Equal(2, app.Transport.Sent.Count);
        app.Time.Advance(TimeSpan.FromSeconds(0.1));
        await app.PassAsync();
        Assert.Equal(3, app.Transport.Sent.Count);
    }

    [Fact]
    public async Task A_rejection_fails_at_once_and_retries_end_after_the_last_attempt()
    {
        await RouteErrorsAsync();
        app.Transport.Script.Enqueue(new SendOutcome.Rejected("403 bot was blocked"));
        for (var i = 0; i < 100; i++)
            app.Transport.Script.Enqueue(new SendOutcome.Retry(null, "500"));
        await app.TellAsync(await app.IngestAsync(Error));
        for (var i = 0; i < 200; i++)
        {
            app.Time.Advance(TimeSpan.FromSeconds(30));
            await app.PassAsync();
        }

        var settled = await app.DeliveriesAsync();
        Assert.All(settled, d => Assert.Equal(DeliveryStatus.Failed, d.Status));
        Assert.Equal(["403 bot was blocked", "given up after 8 attempts: 500"], settled.Select(d => d.Error).Order());
        Assert.Equal(9, app.Transport.Sent.Count);
    }

    [Fact]
    public async Task A_delivery_made_for_another_type_of_its_channel_fails()
    {
        await RouteErrorsAsync();
        await RouteOneBatchAsync();
        foreach (var pending in await app.DeliveriesAsync())
            await app.Get<DeliveryStore>().UpdateAsync(pending with { Type = "email" }, CancellationToken.None);

        app.Time.Advance(TimeSpan.FromSeconds(16));
        await app.PassAsync();
        foreach (var pending in await app.DeliveriesAsync())
            await app.Get<Deliverer>().DeliverAsync(new DeliverMessage(pending.Id), new Outgoing(), CancellationToken.None);

        Assert.All(await app.DeliveriesAsync(), d => Assert.Equal((DeliveryStatus.Failed, "the channel's type has changed"), (d.Status, d.Error)));
        Assert.Empty(app.Transport.Sent);
    }

    [Fact]
    public async Task What_a_transport_throws_is_retried_and_says_so()
    {
        await RouteErrorsAsync();
        app.Transport.Script.Enqueue(new NotSupportedException("surprise"));
        await app.TellAsync(await app.IngestAsync(Error));

        Assert.Contains(await app.DeliveriesAsync(), d => d is { Status: DeliveryStatus.Retrying, Error: "unexpected: NotSupportedException" });
    }

    private async Task RouteOneBatchAsync() =>
        await app.Get<BatchRouter>().RouteAsync((await app.IngestAsync(Error)).Hints[0], new Outgoing(), CancellationToken.None);
}
