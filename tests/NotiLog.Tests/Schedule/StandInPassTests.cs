using Microsoft.Extensions.DependencyInjection;
using NotiLog.Notifications;
using NotiLog.Schedule;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Schedule;

/// <summary>Timers that have stopped: nothing but calls comes in.</summary>
public sealed class StandInPassTests : IAsyncDisposable
{
    private readonly AppParts app = new();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task What_the_queue_lost_is_told_by_calls_alone()
    {
        await RouteErrorsAsync();
        await app.PassAsync();
        await app.IngestAsync("""{"level":"error","message":"payment failed"}""");
        await using var other = app.NewInstance();

        await CallAsync(other);
        Assert.Empty(app.Transport.Sent);
        app.Time.Advance(TimeSpan.FromSeconds(61));
        await CallAsync(other);

        Assert.Equal(["a", "b"], app.Transport.Sent.Select(sent => sent.Recipient).Order());
        Assert.All(await app.DeliveriesAsync(), delivery => Assert.Equal(DeliveryStatus.Delivered, delivery.Status));
    }

    [Fact]
    public async Task A_retry_that_is_due_is_sent_once_by_many_calls_on_two_instances()
    {
        await RouteErrorsAsync();
        await app.PassAsync();
        app.Transport.Script.Enqueue(new SendOutcome.Retry(null, "later"));
        await app.TellAsync(await app.IngestAsync("""{"level":"error","message":"payment failed"}"""));
        await using var other = app.NewInstance();
        app.Time.Advance(TimeSpan.FromSeconds(61));
        var passes = new[] { app.Get<StandInPass>(), other.GetRequiredService<StandInPass>() };
        Parallel.For(0, 200, i => passes[i % 2].Offer());
        await Task.WhenAll(passes.Select(pass => pass.Running));

        Assert.Equal(3, app.Transport.Sent.Count);
    }

    [Fact]
    public async Task While_the_timer_runs_calls_read_nothing()
    {
        await app.PassAsync();
        var reads = app.Tables.Reads;
        for (var i = 0; i < 100; i++)
            await CallAsync(null);
        Assert.Equal(reads, app.Tables.Reads);
    }

    [Fact]
    public async Task A_call_is_served_though_storage_is_down()
    {
        app.Tables.Down = true;
        await CallAsync(null);
        app.Tables.Down = false;
        app.Time.Advance(TimeSpan.FromSeconds(15));
        await CallAsync(null);
        Assert.NotNull(await app.Get<Clock>().ReadAsync(CancellationToken.None));
    }

    private Task RouteErrorsAsync() => app.RouteAsync("""[{"name":"errors","match":["level>=error"],"channels":["ops"]}]""");

    private async Task CallAsync(ServiceProvider? instance)
    {
        var pass = instance?.GetRequiredService<StandInPass>() ?? app.Get<StandInPass>();
        pass.Offer();
        await pass.Running;
    }
}
