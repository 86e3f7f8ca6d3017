using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Events;
using NotiLog.Functions.Http;

namespace NotiLog.Functions.Health;

public sealed class ReleaseParked(OutboxSweep sweep)
{
    /// <summary>Has all parked batches routed again.</summary>
    [Function(nameof(ReleaseParked))]
    [Endpoint(Role.Operator)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/parked/retry")] HttpRequest request,
        CancellationToken cancellationToken) =>
        new JsonAnswer(StatusCodes.Status202Accepted, AnswerJson.Write(new { Matched = await sweep.ReleaseAsync(cancellationToken) }));
}
