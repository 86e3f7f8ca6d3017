using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using NotiLog.Notifications;

namespace NotiLog.Tests.Notifications;

/// <summary>Chains under random answers, clocks, crashes and two instances; a failure names its seed.</summary>
public sealed class FallbackStressTests
{
    private const int Steps = 40;

    public static TheoryData<int> Seeds => new(Enumerable.Range(0, 12));

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Whatever_happens_everything_settles_and_nothing_goes_twice_but_what_a_crash_cut_short(int seed)
    {
        var random = new Random(seed);
        await using var chain = new ChainParts();
        var arrived = new ConcurrentQueue<Guid>();
        var calm = false;
        chain.App.Transport.Answer = request =>
        {
            int roll, minutes;
            lock (random)
                (roll, minutes) = (random.Next(100), random.Next(1, 20));
            if (roll < 30 || calm)
                arrived.Enqueue(request.DeliveryId);
            return calm || roll < 30 ? null : roll < 70 ? ChainParts.Later("500") : roll < 85 ? new SendOutcome.Retry(TimeSpan.FromMinutes(minutes), "429") : ChainParts.Refused("403");
        };
        await chain.ChainAsync("abcd", random.Next(3) switch { 0 => ["a"], 1 => ["a", "b"], _ => ["a", "c"] });
        ServiceProvider[] instances = [chain.App.NewInstance(alone: false), chain.App.NewInstance(alone: false)];
        var crashes = 0;
        for (var step = 0; step < Steps; step++)
        {
            if (step % 5 == 0)
                await CrashableAsync(chain.TellAsync);
            chain.App.Time.Advance(TimeSpan.FromSeconds(random.Next(1, 150)));
            if (random.Next(4) == 0)
                chain.App.Tables.CommitsUntilCrash = random.Next(1, 30);
            await CrashableAsync(() => Task.WhenAll(instances.Select(instance => Task.Run(() => chain.App.PassAsync(instance)))));
            if (chain.App.Tables.CommitsUntilCrash == 0)
            {
                crashes++;
                for (var i = 0; i < instances.Length; i++)
                {
                    await instances[i].DisposeAsync();
                    instances[i] = chain.App.NewInstance(alone: false);
                }
            }

            chain.App.Tables.CommitsUntilCrash = null;
        }

        calm = true;
        await chain.LetGoByAsync(TimeSpan.FromHours(4), TimeSpan.FromMinutes(2), instances[0]);

        var all = await chain.App.DeliveriesAsync();
        Assert.All(all, delivery => Assert.False(delivery.IsOpen, $"{delivery}"));
        Assert.All(all.Where(d => d.Status == DeliveryStatus.Failed), d => Assert.True(d.Fallback is FallbackStage.None or FallbackStage.Spent, $"{d}"));
        Assert.All(all, d => Assert.InRange(chain.App.Transport.Sent.Count(sent => sent.DeliveryId == d.Id), 0, d.Attempts));
        foreach (var superseded in all.Where(d => d.Status == DeliveryStatus.Superseded))
            Assert.Contains(all, d => d.NotificationId == superseded.NotificationId && d.Status == DeliveryStatus.Delivered);
        foreach (var notification in all.GroupBy(d => d.NotificationId))
            Assert.True(notification.Any(d => d.Status == DeliveryStatus.Delivered) || notification.All(d => d.Status == DeliveryStatus.Failed));
        var twice = arrived.GroupBy(id => id).Sum(group => group.Count() - 1);
        Assert.True(twice <= crashes * 2 * 8, $"{twice} arrived twice in {crashes} crashes");
        if (crashes == 0)
            Assert.Equal(0, twice);
        foreach (var instance in instances)
            await instance.DisposeAsync();
    }

    private static async Task CrashableAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (InvalidOperationException e) when (e.Message == "crashed")
        {
        }
    }
}
