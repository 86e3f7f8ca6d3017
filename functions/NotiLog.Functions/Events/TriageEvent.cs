using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Events;
using NotiLog.Functions.Http;

namespace NotiLog.Functions.Events;

public sealed class TriageEvent(EventTriage triage)
{
    [Function(nameof(TriageEvent))]
    [Endpoint(Role.Operator)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "v1/events/{eventId:guid}")] HttpRequest request,
        Guid eventId,
        CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        if (body.Problem is { } unreadable)
            return new ProblemAnswer(unreadable);
        using var document = body.Value;
        var said = TriageRequest.Read(document.RootElement);
        return said.Problem is { } problem
            ? new ProblemAnswer(problem)
            : EventAnswers.One(await triage.SetAsync(eventId, said.Value.Status, said.Value.Note, request.Caller().Name, cancellationToken));
    }
}
