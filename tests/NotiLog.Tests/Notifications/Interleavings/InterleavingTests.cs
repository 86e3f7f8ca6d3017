using CsCheck;
using NotiLog.Events;
using NotiLog.Notifications;
using Xunit.Abstractions;

namespace NotiLog.Tests.Notifications.Interleavings;

/// <summary>Groups, schedule and delivery against a model, under a fake clock: two processes at once, crashes between any two writes, lost and repeated messages.</summary>
public sealed class InterleavingTests(ITestOutputHelper output)
{
    private const int Worlds = 1000;

    /// <summary>For one world, which takes a tenth of a second: what hangs fails and names its seed.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static readonly Gen<Step> SomeStep = Gen.Select(
        Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 25], Gen.Int[0, 2], Gen.Int[0, 40], Gen.Bool,
        (events, service, seconds, passes, commits, afterWriting) => new Step(events, service, seconds, passes, commits < 20 ? commits : null, afterWriting));

    private int crashes;
    private int doubled;
    private int notifications;

    /// <param name="CrashAfter">Commits until one of the processes dies; null when none does.</param>
    private sealed record Step(int Events, int Service, int Seconds, int Passes, int? CrashAfter, bool AfterWriting);

    [Fact]
    public async Task Whatever_happens_each_event_is_told_once_per_route_and_every_delivery_settles()
    {
        await Gen.Select(Gen.Int, SomeStep.Array[5, 25]).SampleAsync((seed, steps) => CheckAsync(seed, steps).WaitAsync(Deadline), iter: Worlds, threads: 2);
        output.WriteLine($"{Worlds} worlds: {crashes} crashes, {notifications} notifications, {doubled} messages doubled by a crash in the middle of a send");
        Assert.True(crashes > Worlds);
    }

    private async Task CheckAsync(int seed, Step[] steps)
    {
        await using var world = await World.CreateAsync(seed);
        foreach (var step in steps)
        {
            world.Send(step.Events, step.Service);
            await world.StepAsync(step.Passes, step.CrashAfter, step.AfterWriting);
            world.Advance(step.Seconds);
        }

        await world.CalmDownAsync();

        var told = await world.ToldAsync();
        AssertToldOnce(told, "at-once", world.Accepted.Where(e => e.Value >= Level.Warning));
        AssertToldOnce(told, "waiting", world.Accepted.Where(e => e.Value >= Level.Error));
        AssertToldOnce(told, "each", world.Accepted.Where(e => e.Value >= Level.Error));
        var deliveries = await world.DeliveriesAsync();
        Assert.Empty(told.Where(one => deliveries.All(d => d.NotificationId != one.Notification.Id)).Select(one => one.Notification));
        Assert.Equal(told.Count, deliveries.Count);
        Assert.All(deliveries, d => Assert.False(d.IsOpen, $"{d}"));
        Assert.All(deliveries, d =>
        {
            var (taken, cutShort) = world.SendsOf(d.Id);
            Assert.InRange(taken, d.Status == DeliveryStatus.Delivered ? 1 : 0, d.Status == DeliveryStatus.Delivered ? 1 + cutShort : cutShort);
        });
        Interlocked.Add(ref crashes, world.Crashes);
        Interlocked.Add(ref doubled, world.Doubled);
        Interlocked.Add(ref notifications, told.Count);
    }

    private static void AssertToldOnce(
        IReadOnlyList<(Notification Notification, IReadOnlyList<Guid> Events)> told, string route, IEnumerable<KeyValuePair<Guid, Level>> expected)
    {
        var mine = told.Where(one => one.Notification.Route == route).ToList();
        var events = mine.SelectMany(one => one.Events).ToList();
        Assert.Equal((route, "untold", ""), (route, "untold", string.Join(' ', expected.Select(e => e.Key).Except(events))));
        Assert.Equal((route, "unmatched", ""), (route, "unmatched", string.Join(' ', events.Except(expected.Select(e => e.Key)))));
        Assert.Equal((route, "told twice", ""), (route, "told twice", string.Join(' ', events.GroupBy(id => id).Where(id => id.Count() > 1).Select(id => id.Key))));
        Assert.All(mine, one => Assert.Equal(one.Notification.Count, one.Events.Count));
    }
}
