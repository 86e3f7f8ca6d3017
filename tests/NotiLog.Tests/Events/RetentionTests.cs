using NotiLog.Notifications;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Events;

public sealed class RetentionTests : IAsyncDisposable
{
    private readonly AppParts app = new();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Day_tables_notifications_and_deliveries_go_when_they_are_too_old_and_not_before()
    {
        await app.RouteAsync("""[{"name":"all","match":[],"channels":["ops"]}]""");
        await app.TellAsync(await app.IngestAsync(string.Join('\n', Enumerable.Range(0, 300).Select(i => $$"""{"level":"error","message":"m{{i}}"}""")), ndjson: true));
        var told = (await app.DeliveriesAsync())[0];

        app.Time.Advance(TimeSpan.FromDays(31));
        await app.PassAsync();
        Assert.Contains("events20261123", await app.Tables.ListAsync("events", CancellationToken.None));
        Assert.NotNull(await app.Get<DeliveryStore>().FindAsync(told.Id, CancellationToken.None));

        app.Time.Advance(TimeSpan.FromDays(2));
        await app.PassAsync();
        Assert.DoesNotContain("events20261123", await app.Tables.ListAsync("events", CancellationToken.None));
        Assert.Null(await app.Get<DeliveryStore>().FindAsync(told.Id, CancellationToken.None));
        Assert.Null(await app.Get<NotificationStore>().FindAsync(told.NotificationId, CancellationToken.None));
        Assert.Empty(await app.ListAsync());
    }

    [Fact]
    public async Task What_comes_in_for_the_oldest_accepted_day_stays()
    {
        await app.IngestAsync("""{"level":"info","message":"old","time":"2026-10-26T00:00:00Z"}""");
        await app.PassAsync();

        Assert.Single(await app.ListAsync());
    }
}
