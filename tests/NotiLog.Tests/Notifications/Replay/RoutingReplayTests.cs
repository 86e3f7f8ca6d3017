using NotiLog.Notifications.Replay;

namespace NotiLog.Tests.Notifications.Replay;

public sealed class RoutingReplayTests
{
    private static readonly ReplayBudget Small = ReplayBudget.Default with { Events = 37 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_document_in_force_gives_exactly_what_was_told_in_any_window(int seed)
    {
        await using var traffic = new Traffic(seed);
        await traffic.DriveAsync();
        var random = new Random(seed);
        for (var i = 0; i < 25; i++)
        {
            var from = traffic.Start.AddSeconds(i == 0 ? 0 : random.Next(Traffic.Seconds)).AddTicks(random.Next(10_000_000));
            var to = i == 0 ? traffic.App.Time.GetUtcNow() : from.AddSeconds(random.Next(1, 300));
            var (last, pages) = await traffic.ReplayAsync(from, to, budget: i % 2 == 0 ? null : Small);

            Assert.Equal(await traffic.ToldAsync(from, to), Traffic.Lines(last.Current));
            Assert.Equal(Traffic.Lines(last.Current), Traffic.Lines(last.Draft));
            Assert.True(last.Exact);
            Assert.True(i % 2 == 0 || pages > 1);
        }
    }
}
