using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Events;
using NotiLog.Functions.Http;
using NotiLog.Requests;

namespace NotiLog.Functions.Events;

public sealed class GetEventFacets(EventCounts counts)
{
    private static readonly string[] Labels = ["service", "host", "source", "environment", "kind", "level"];

    [Function(nameof(GetEventFacets))]
    [Endpoint(Role.Reader, Query = EventQuery.Names + ",field")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/events/facets")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var faults = new Faults();
        var fields = request.Query(faults);
        var query = EventQuery.Read(fields, faults);
        var label = fields.Word("field", "", Labels);
        if (label.Length == 0 && !faults.Any)
            faults.Add("field", $"is required: one of {string.Join(", ", Labels)}");
        if (faults.Any)
            return new ProblemAnswer(Problem.From(faults));
        var facets = await counts.FacetsAsync(query, label, cancellationToken);
        return JsonAnswer.Ok(new { Values = facets.Values.Select(v => new { Value = v.Key, Count = v.Value }), facets.Complete });
    }
}
