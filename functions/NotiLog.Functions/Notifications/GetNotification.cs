using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;
using NotiLog.Notifications;
using NotiLog.Requests;

namespace NotiLog.Functions.Notifications;

public sealed class GetNotification(TellingReader reader)
{
    [Function(nameof(GetNotification))]
    [Endpoint(Role.Reader)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/notifications/{id:guid}")] HttpRequest request,
        Guid id,
        CancellationToken cancellationToken) =>
        await reader.FindAsync(id, cancellationToken) is { } found
            ? JsonAnswer.Ok(NotificationJson.Of(found))
            : new ProblemAnswer(Problem.NotFound("There is no such notification (any more)."));
}
