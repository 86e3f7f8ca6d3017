using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Events;
using NotiLog.Functions.Http;
using NotiLog.Requests;

namespace NotiLog.Functions.Events;

public sealed class DeleteEvent(EventTriage triage)
{
    [Function(nameof(DeleteEvent))]
    [Endpoint(Role.Admin)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/events/{eventId:guid}")] HttpRequest request,
        Guid eventId,
        CancellationToken cancellationToken) =>
        await triage.DeleteAsync(eventId, cancellationToken)
            ? new StatusCodeResult(StatusCodes.Status204NoContent)
            : new ProblemAnswer(Problem.NotFound("There is no such event (any more)."));
}
