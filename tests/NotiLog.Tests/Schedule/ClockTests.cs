using Microsoft.Extensions.DependencyInjection;
using NotiLog.Schedule;
using NotiLog.Tests.Parts;

namespace NotiLog.Tests.Schedule;

public sealed class ClockTests : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly AppParts app = new();

    private Clock Here => app.Get<Clock>();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_gap_of_a_minute_begins_a_new_time_of_being_up()
    {
        await Here.TickAsync(starting: false, None);
        for (var i = 0; i < 20; i++)
        {
            app.Time.Advance(TimeSpan.FromSeconds(7));
            await Here.TickAsync(starting: false, None);
        }

        Assert.Equal(AppParts.Start, (await Here.ReadAsync(None))!.UpSince);
        Assert.InRange(app.Time.GetUtcNow() - (await Here.ReadAsync(None))!.LastRun, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        app.Time.Advance(TimeSpan.FromSeconds(70));
        await Here.TickAsync(starting: false, None);
        Assert.Equal(new ClockReading(app.Time.GetUtcNow(), app.Time.GetUtcNow()), await Here.ReadAsync(None));
    }

    [Fact]
    public async Task Of_many_who_would_stand_in_one_does_and_then_nobody_for_a_minute()
    {
        await Here.TickAsync(starting: false, None);
        await using var other = app.NewInstance();
        Clock[] clocks = [Here, other.GetRequiredService<Clock>()];
        app.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(0, await StandInAsync());
        app.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await StandInAsync());
        Assert.Equal(app.Time.GetUtcNow(), (await Here.ReadAsync(None))!.UpSince);
        app.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(0, await StandInAsync());

        async Task<int> StandInAsync() =>
            (await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => clocks[i % 2].TryStandInAsync(None))))).Count(won => won);
    }

    [Fact]
    public async Task Looking_costs_nothing_more_often_than_every_15_seconds_or_where_the_schedule_runs()
    {
        Assert.True(Here.IsTimeToLook());
        Assert.False(Here.IsTimeToLook());
        app.Time.Advance(TimeSpan.FromSeconds(15));
        Assert.True(Here.IsTimeToLook());
        for (var i = 0; i < 10; i++)
        {
            app.Time.Advance(TimeSpan.FromSeconds(14));
            await Here.TickAsync(starting: false, None);
            Assert.False(Here.IsTimeToLook());
        }
    }
}
