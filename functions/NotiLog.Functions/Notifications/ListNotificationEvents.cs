using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Events;
using NotiLog.Functions.Http;
using NotiLog.Notifications;
using NotiLog.Requests;

namespace NotiLog.Functions.Notifications;

public sealed class ListNotificationEvents(NotificationEvents events)
{
    /// <summary>All events a notification tells of, in the order they arrived; those deleted since are left out.</summary>
    [Function(nameof(ListNotificationEvents))]
    [Endpoint(Role.Reader, Query = "limit,cursor")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/notifications/{id:guid}/events")] HttpRequest request,
        Guid id,
        CancellationToken cancellationToken)
    {
        var faults = new Faults();
        var fields = request.Query(faults);
        var limit = fields.Number("limit", 100, 1, 1000);
        if (faults.Any)
            return new ProblemAnswer(Problem.From(faults));
        var page = await events.ListAsync(id, limit, fields.Text("cursor"), cancellationToken);
        return page.Problem is { } problem
            ? new ProblemAnswer(problem)
            : EventAnswers.Page(page.Value.Items, page.Value.NextCursor, scanned: null);
    }
}
