using System.Text.Json;
using NotiLog.IntegrationTests.Parts;
using Xunit.Abstractions;

namespace NotiLog.IntegrationTests.EndToEnd.Storms;

/// <summary>Compares, after a storm, what was accepted with what the API shows.</summary>
internal sealed class StormVerdict(App app, StormIngest ingest, StormPlan plan, ITestOutputHelper output)
{
    private const int Shown = 5;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly string[] Settled = ["delivered", "failed", "superseded"];

    private List<JsonElement> notifications = [];

    public IReadOnlyList<JsonElement> Notifications => notifications;

    public List<JsonElement> Deliveries => [.. notifications.SelectMany(n => n.GetProperty("deliveries").EnumerateArray())];

    public IReadOnlyCollection<Guid> EventsOf(string route) =>
        [.. ingest.Accepted.Where(pair => StormRoutes.All.Single(r => r.Name == route).Holds(pair.Value)).Select(pair => pair.Key)];

    /// <summary>Waits until every matched event is told of and every delivery is settled.</summary>
    public async Task SettleAsync()
    {
        var expected = StormRoutes.All.Sum(route => ingest.Accepted.Values.Count(route.Holds));
        var told = 0;
        List<JsonElement> open = [];
        await Eventually.HoldsAsync(
            async () =>
            {
                if ((open = await app.AllAsync("/api/v1/deliveries?status=pending,sending,retrying&limit=1000")).Count > 0)
                    return false;
                notifications = await app.AllAsync("/api/v1/notifications?limit=1000");
                told = notifications.Sum(n => n.GetProperty("count").GetInt32());
                return told >= expected && Deliveries.TrueForAll(d => Settled.Contains(Calls.Text(d, "status")));
            },
            () => $"{told} of {expected} events are told of; {open.Count} open deliveries: {string.Join("; ", open.Take(Shown))}",
            plan.Settling,
            Poll);
    }

    /// <summary>The API lists and counts exactly what was accepted.</summary>
    public async Task AssertStoredOnceAsync()
    {
        var listed = (await app.AllAsync($"{Calls.Events}?kind=log&limit=1000")).ConvertAll(e => e.GetProperty("eventId").GetGuid());
        AssertNone("stored twice", listed.CountBy(id => id).Where(pair => pair.Value > 1).Select(pair => Name(pair.Key)));
        AssertNone("accepted and not stored", ingest.Accepted.Keys.Except(listed).Select(Name));
        AssertNone("stored and never accepted", listed.Except(ingest.Accepted.Keys).Select(Name));
        var now = TimeProvider.System.GetUtcNow();
        var range = $"from={Uri.EscapeDataString(now.AddHours(-2).ToString("O"))}&to={Uri.EscapeDataString(now.AddHours(2).ToString("O"))}";
        var histogram = await app.GetAsync($"{Calls.Events}/histogram?kind=log&{range}");
        var counted = histogram.GetProperty("buckets").EnumerateArray().Sum(b => b.GetProperty("counts").EnumerateObject().Sum(c => c.Value.GetInt32()));
        Assert.Equal(ingest.Accepted.Count, counted);
        output.WriteLine($"stored: {listed.Count} events, each once; the histogram counts {counted}");
    }

    /// <summary>The events of a route's notifications are the route's events, each once.</summary>
    public async Task AssertToldOnceAsync(StormRoute route)
    {
        var mine = notifications.FindAll(n => Calls.Text(n, "route") == route.Name);
        var expected = EventsOf(route.Name);
        var told = new Dictionary<Guid, List<Guid>>();
        foreach (var notification in mine)
        {
            var id = notification.GetProperty("id").GetGuid();
            var events = (await app.AllAsync($"/api/v1/notifications/{id}/events?limit=1000")).ConvertAll(e => e.GetProperty("eventId").GetGuid());
            var count = notification.GetProperty("count").GetInt32();
            Assert.True(count == events.Count, $"{route.Name}: notification {id} counts {count} events and lists {events.Count}");
            foreach (var eventId in events)
                (told.TryGetValue(eventId, out var list) ? list : told[eventId] = []).Add(id);
        }

        AssertNone($"matched by {route.Name} and told of nowhere", expected.Except(told.Keys).Select(Name));
        AssertNone($"told of by {route.Name} and not matched", told.Keys.Except(expected).Select(Name));
        AssertNone($"told of twice by {route.Name}", told.Where(pair => pair.Value.Count > 1).Select(pair => $"{Name(pair.Key)} in {string.Join(", ", pair.Value)}"));
        output.WriteLine($"route {route.Name}: {expected.Count} events in {mine.Count} notifications, each in one");
    }

    /// <summary>Each notification has its route's deliveries, each settled, with a reason unless delivered; those of fallbacks beside them.</summary>
    public void AssertSettled()
    {
        foreach (var notification in notifications)
        {
            var told = StormRoutes.All.First(route => route.Name == Calls.Text(notification, "route")).Told;
            var own = notification.GetProperty("deliveries").EnumerateArray().Where(d => Calls.Text(d, "channel") != StormRoutes.Fallback);
            Assert.Equal(told.Order(), own.Select(d => (Calls.Text(d, "channel")!, Calls.Text(d, "recipient")!)).Order());
        }

        AssertNone("not settled", Deliveries.Where(d => !Settled.Contains(Calls.Text(d, "status"))).Select(d => d.ToString()));
        AssertNone("without a reason", Deliveries.Where(d => Calls.Text(d, "status") != "delivered" && string.IsNullOrEmpty(Calls.Text(d, "error"))).Select(d => d.ToString()));
        foreach (var (channel, of) in Deliveries.GroupBy(d => Calls.Text(d, "channel")).OrderBy(g => g.Key).Select(g => (g.Key, g.ToList())))
        {
            var states = string.Join(", ", of.CountBy(d => Calls.Text(d, "status")!).Select(pair => $"{pair.Value} {pair.Key}"));
            output.WriteLine($"channel {channel}: {states}; up to {of.Max(d => d.GetProperty("attempts").GetInt32())} attempts");
        }

        foreach (var (reason, count) in Deliveries.Where(d => Calls.Text(d, "status") != "delivered").CountBy(d => $"{Calls.Text(d, "status")}: {Calls.Text(d, "error")}").OrderByDescending(pair => pair.Value).Take(Shown))
            output.WriteLine($"  {count} x {reason}");
    }

    public static void AssertNone(string what, IEnumerable<string> faults)
    {
        var all = faults.ToList();
        Assert.True(all.Count == 0, $"{all.Count} {what}: {string.Join("; ", all.Take(Shown))}");
    }

    private string Name(Guid id) => $"{id} {ingest.Accepted.GetValueOrDefault(id)}";
}
