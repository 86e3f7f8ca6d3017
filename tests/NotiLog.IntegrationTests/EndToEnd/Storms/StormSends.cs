using System.Text.Json;
using NotiLog.IntegrationTests.Parts;
using Xunit.Abstractions;

namespace NotiLog.IntegrationTests.EndToEnd.Storms;

/// <summary>Compares what the API calls delivered with what the providers took.</summary>
internal sealed class StormSends(StormPlan plan, StormProviders providers, StormVerdict verdict, ITestOutputHelper output)
{
    public async Task AssertSentOnceAsync(IReadOnlyList<Kill> kills)
    {
        var delivered = verdict.Deliveries.Where(d => Calls.Text(d, "status") == "delivered").Select(KeyOf).ToHashSet();
        List<Taken> taken = [];
        await Eventually.HoldsAsync(
            () => delivered.IsSubsetOf((taken = StormLedger.Of(providers)).Select(KeyOf)),
            () => $"delivered and taken by no provider: {string.Join("; ", delivered.Except(taken.Select(KeyOf)).Take(5))}",
            plan.Settling,
            TimeSpan.FromSeconds(1));
        AssertWholeStream(taken);
        var deliveries = verdict.Deliveries.ToDictionary(KeyOf);
        StormVerdict.AssertNone("taken by a provider and unknown to the API", taken.Select(KeyOf).Where(key => !deliveries.ContainsKey(key)).Select(key => key.ToString()));
        var repeats = StormLedger.Repeats(taken, kills, providers.Frozen);
        StormVerdict.AssertNone("sent twice without a kill in between", repeats.Where(r => r.Kill is null).Select(r => $"{r.First} and {r.Again}: {deliveries[KeyOf(r.First)]}"));
        var groups = repeats.GroupBy(r => (r.Kill, Channel: Calls.Text(deliveries[KeyOf(r.First)], "channel"))).ToList();
        output.WriteLine($"sent: {taken.Count} messages for {taken.Select(KeyOf).Distinct().Count()} deliveries; {groups.Sum(Deliveries)} deliveries twice, in flight at a kill");
        foreach (var group in groups)
        {
            var hung = providers.Frozen?.Holds(group.Key.Kill!.At) == true ? " (brokers hung)" : "";
            var ages = group.Select(r => (group.Key.Kill!.At - r.First.At).TotalMilliseconds).ToList();
            output.WriteLine($"  kill {kills.ToList().IndexOf(group.Key.Kill!) + 1}{hung}, channel {group.Key.Channel}: {Deliveries(group)}, taken {ages.Min():0} to {ages.Max():0} ms before the kill");
        }
    }

    private static int Deliveries(IEnumerable<Repeat> repeats) => repeats.Select(r => KeyOf(r.First)).Distinct().Count();

    /// <summary>Of a channel in mode <c>events</c> every event of its route arrives.</summary>
    private void AssertWholeStream(IEnumerable<Taken> taken)
    {
        var streamed = taken.Where(one => one.Recipient == StormRoutes.StreamTopic).Select(one => Guid.Parse(one.What)).ToHashSet();
        StormVerdict.AssertNone("events of the stream that have no record", verdict.EventsOf("stream").Except(streamed).Select(id => id.ToString()));
    }

    private static (Guid NotificationId, string Recipient) KeyOf(Taken taken) => (taken.NotificationId, taken.Recipient);

    private static (Guid NotificationId, string Recipient) KeyOf(JsonElement delivery) =>
        (delivery.GetProperty("notificationId").GetGuid(), Calls.Text(delivery, "recipient")!);
}
