using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Events;
using NotiLog.Functions.Http;
using NotiLog.Requests;

namespace NotiLog.Functions.Events;

public sealed class ListRejected(RejectedRecords rejected)
{
    [Function(nameof(ListRejected))]
    [Endpoint(Role.Reader, Query = "from,to,limit,cursor")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/rejected")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var faults = new Faults();
        var fields = request.Query(faults);
        var (from, to) = (fields.Time("from"), fields.Time("to"));
        if (from >= to)
            faults.Add("from", "must be earlier than to");
        var limit = fields.Number("limit", 100, 1, 1000);
        return faults.Any
            ? new ProblemAnswer(Problem.From(faults))
            : JsonAnswer.Ok(await rejected.ListAsync(from, to, limit, fields.Text("cursor"), cancellationToken));
    }
}
