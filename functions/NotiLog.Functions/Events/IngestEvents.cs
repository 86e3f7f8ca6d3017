using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Events;
using NotiLog.Functions.Http;
using NotiLog.Functions.Live;
using NotiLog.Live;

namespace NotiLog.Functions.Events;

public sealed class IngestEvents(EventIngest ingest, IngestLimiter limiter, LiveFeed live)
{
    [Function(nameof(IngestEvents))]
    [Endpoint(Role.Operator, Agents = true)]
    public async Task<IngestOutput> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/events")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var drafts = await IngestRequest.ReadAsync(request, cancellationToken);
        if (drafts.Problem is { } problem)
            return new IngestOutput { Answer = new ProblemAnswer(problem) };
        var caller = request.Caller();
        if (limiter.WaitFor(caller.Id, drafts.Value.Count) is { } wait)
            return new IngestOutput { Answer = IngestAnswers.TooFast(wait) };
        var answer = await ingest.IngestAsync(drafts.Value, new Sender(caller.Id, caller.Name, caller.AgentId), cancellationToken);
        return new IngestOutput
        {
            Answer = IngestAnswers.Of(answer),
            Hints = answer.Hints.Count == 0 ? null : [.. answer.Hints.Select(hint => hint.ToJson())],
            Live = await live.ForBrowsersAsync(),
        };
    }
}

public sealed class IngestOutput
{
    [HttpResult]
    public IActionResult Answer { get; set; } = null!;

    /// <summary>For <c>RouteEvents</c>; only hints, since the outbox holds the truth.</summary>
    [ServiceBusOutput(OutboxSweep.Queue, Connection = "ServiceBus")]
    public string[]? Hints { get; set; }

    [SignalROutput(HubName = Hubs.Live)]
    public SignalRMessageAction[]? Live { get; set; }
}
