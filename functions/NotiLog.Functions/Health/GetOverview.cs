using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Agents;
using NotiLog.Events;
using NotiLog.Functions.Events;
using NotiLog.Functions.Http;
using NotiLog.Notifications;

namespace NotiLog.Functions.Health;

public sealed class GetOverview(EventCounts counts, AgentRegistry agents, TellingReader tellings, TimeProvider time)
{
    private const int Hours = 24;

    /// <summary>The last 24 hours up to the end of this one, in 24 buckets; agents as they are now.</summary>
    [Function(nameof(GetOverview))]
    [Endpoint(Role.Reader)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/overview")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var to = DateTimeOffset.UnixEpoch.AddHours(Math.Ceiling((time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalHours));
        var lastDay = new EventQuery { From = to.AddHours(-Hours), To = to };
        var trend = HistogramJson.Of(await counts.HistogramAsync(lastDay, Hours, cancellationToken));
        return JsonAnswer.Ok(new
        {
            From = lastDay.From,
            To = to,
            EventsByLevel = Levels.All.ToDictionary(level => level, level => trend.Buckets.Sum(bucket => bucket.Counts.GetValueOrDefault(level))),
            AgentsByState = await agents.CountAsync(cancellationToken),
            DeliveriesByStatus = await tellings.CountAsync(cancellationToken),
            Trend = trend.Buckets,
        });
    }
}
