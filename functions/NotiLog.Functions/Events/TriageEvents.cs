using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Events;
using NotiLog.Functions.Http;

namespace NotiLog.Functions.Events;

public sealed class TriageEvents(BulkTriage triage)
{
    [Function(nameof(TriageEvents))]
    [Endpoint(Role.Operator)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/events/triage")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        if (body.Problem is { } unreadable)
            return new ProblemAnswer(unreadable);
        using var document = body.Value;
        var asked = BulkTriageRequest.Read(document.RootElement);
        return asked.Problem is { } problem
            ? new ProblemAnswer(problem)
            : JsonAnswer.Ok(await triage.SetAsync(asked.Value, request.Caller().Name, cancellationToken));
    }
}
