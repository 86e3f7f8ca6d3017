using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;
using NotiLog.Notifications.Replay;

namespace NotiLog.Functions.Routing;

public sealed class ReplayRouting(RoutingReplay replay, TimeProvider time)
{
    /// <summary>A cursor and beside it the largest draft.</summary>
    private const int LongestBody = ReplayRequest.LongestCursor + RequestBody.Longest;

    [Function(nameof(ReplayRouting))]
    [Endpoint(Role.Reader)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/routing/replay")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, LongestBody, cancellationToken);
        if (body.Problem is { } unreadable)
            return new ProblemAnswer(unreadable);
        using var document = body.Value;
        var asked = ReplayRequest.Read(document.RootElement, time.GetUtcNow());
        return asked.Problem is { } problem
            ? new ProblemAnswer(problem)
            : JsonAnswer.Ok(await replay.ReplayAsync(asked.Value, cancellationToken));
    }
}
