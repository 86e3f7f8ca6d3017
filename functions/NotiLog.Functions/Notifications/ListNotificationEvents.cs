using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Events;
using NotiLog.Functions.Http;
using NotiLog.Notifications;
using NotiLog.Requests;

namespace NotiLog.Functions.Notifications;

public sealed class ListNotificationEvents(NotificationContents contents)
{
    /// <summary>The events a notification tells of, oldest first; those deleted since are left out.</summary>
    [Function(nameof(ListNotificationEvents))]
    [Endpoint(Role.Reader)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/notifications/{id:guid}/events")] HttpRequest request,
        Guid id,
        CancellationToken cancellationToken) =>
        await contents.OfAsync(id, cancellationToken) is { } found
            ? EventAnswers.Page(found.Events, nextCursor: null, scanned: null)
            : new ProblemAnswer(Problem.NotFound("There is no such notification (any more)."));
}
