using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;
using NotiLog.Notifications;
using NotiLog.Requests;

namespace NotiLog.Functions.Notifications;

public sealed class ListDeliveries(TellingReader reader)
{
    [Function(nameof(ListDeliveries))]
    [Endpoint(Role.Reader, Query = TellingQuery.Names + ",limit,cursor")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/deliveries")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var faults = new Faults();
        var fields = request.Query(faults);
        var query = TellingQuery.Read(fields, faults);
        var limit = fields.Number("limit", 100, 1, 1000);
        if (faults.Any)
            return new ProblemAnswer(Problem.From(faults));
        var page = await reader.DeliveriesAsync(query, limit, fields.Text("cursor"), cancellationToken);
        return page.Problem is { } problem
            ? new ProblemAnswer(problem)
            : JsonAnswer.Ok(new { Items = page.Value.Items.Select(DeliveryJson.Of), page.Value.NextCursor });
    }
}
