using System.Text.Json;
using Xunit.Abstractions;

namespace NotiLog.IntegrationTests.EndToEnd.Storms;

/// <summary>Holds fallbacks against <c>Delivery:FallbackAfter</c>.</summary>
internal sealed class StormFallbacks(StormVerdict verdict, IReadOnlyList<Kill> kills, TimeSpan longestSend, ITestOutputHelper output)
{
    /// <summary>The schedule's own second, and a machine under load.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A delivery that is neither delivered nor rejected is taken over when its time is up; one that is being sent then, when that send has ended.
    /// Superseded means that the fallback delivered.
    /// </summary>
    public void AssertInTime()
    {
        var byId = verdict.Deliveries.ToDictionary(d => d.GetProperty("id").GetGuid());
        var chats = verdict.Deliveries.FindAll(d => Calls.Text(d, "channel") == "chat");
        if (!chats.Exists(d => d.TryGetProperty("takenOverBy", out _)))
        {
            output.WriteLine("fallbacks: none in this version");
            return;
        }

        var taken = chats.FindAll(d => Calls.Text(d, "takenOverBy") is not null);
        StormVerdict.AssertNone("superseded without a fallback that delivered", chats.Where(d => Calls.Text(d, "status") == "superseded" && !By(d, byId).Any(IsDelivered)).Select(d => d.ToString()));
        StormVerdict.AssertNone("failed without a fallback", chats.Where(d => Calls.Text(d, "status") == "failed" && !taken.Contains(d)).Select(d => d.ToString()));
        StormVerdict.AssertNone("delivered late without a fallback", chats.Except(taken).Where(d => IsDelivered(d) && IsLate(d, Time(d, "deliveredAt"))).Select(d => d.ToString()));
        StormVerdict.AssertNone("taken over late", taken.Where(d => By(d, byId).Any(by => IsLate(d, Time(by, "createdAt")))).Select(d => d.ToString()));
        var waits = taken.SelectMany(d => By(d, byId).Select(by => (Time(by, "createdAt") - Time(d, "createdAt")).TotalSeconds)).Order().ToList();
        output.WriteLine($"fallbacks: {taken.Count} of {chats.Count} deliveries taken over{(waits.Count == 0 ? "" : $", {waits[0]:0.0} to {waits[^1]:0.0} s (median {waits[waits.Count / 2]:0.0} s) after their notification")}");
    }

    /// <summary>The time the app was down is nobody's.</summary>
    private bool IsLate(JsonElement delivery, DateTimeOffset at)
    {
        var created = Time(delivery, "createdAt");
        var down = kills.Where(kill => kill.UpAgain >= created && kill.At <= at).Aggregate(TimeSpan.Zero, (sum, kill) => sum + (kill.UpAgain - kill.At));
        return at - created > StormRoutes.FallbackAfter + longestSend + down + Slack;
    }

    private static IEnumerable<JsonElement> By(JsonElement delivery, Dictionary<Guid, JsonElement> byId) =>
        delivery.TryGetProperty("takenOverIn", out var ids) ? ids.EnumerateArray().Select(id => byId[id.GetGuid()]) : [];

    private static bool IsDelivered(JsonElement delivery) => Calls.Text(delivery, "status") == "delivered";

    private static DateTimeOffset Time(JsonElement delivery, string name) => delivery.GetProperty(name).GetDateTimeOffset();
}
