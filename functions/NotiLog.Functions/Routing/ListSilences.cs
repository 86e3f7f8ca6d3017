using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;
using NotiLog.Requests;
using NotiLog.Routing;

namespace NotiLog.Functions.Routing;

public sealed class ListSilences(SilenceReader reader)
{
    /// <summary>Newest first.</summary>
    [Function(nameof(ListSilences))]
    [Endpoint(Role.Reader, Query = "state,limit,cursor")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/silences")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var faults = new Faults();
        var fields = request.Query(faults);
        var states = SilenceReader.StatesIn(fields, faults);
        var limit = fields.Number("limit", 100, 1, 1000);
        return faults.Any
            ? new ProblemAnswer(Problem.From(faults))
            : JsonAnswer.Ok(await reader.ListAsync(states, limit, fields.Text("cursor"), cancellationToken));
    }
}
