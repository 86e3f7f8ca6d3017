using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Events;
using NotiLog.Functions.Http;
using NotiLog.Requests;

namespace NotiLog.Functions.Events;

public sealed class ListEvents(EventReader reader)
{
    [Function(nameof(ListEvents))]
    [Endpoint(Role.Reader, Query = EventQuery.Names + ",order,limit,cursor")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/events")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var faults = new Faults();
        var fields = request.Query(faults);
        var query = EventQuery.Read(fields, faults);
        var ascending = fields.Word("order", "desc", "desc", "asc") == "asc";
        var limit = fields.Number("limit", 100, 1, 1000);
        if (faults.Any)
            return new ProblemAnswer(Problem.From(faults));
        var page = await reader.ListAsync(query, ascending, limit, fields.Text("cursor"), cancellationToken);
        return page.Problem is { } problem ? new ProblemAnswer(problem) : EventAnswers.Page(page.Value.Items, page.Value.NextCursor, page.Value.Scanned);
    }
}
