using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Events;
using NotiLog.Functions.Http;
using NotiLog.Requests;

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
        var faults = new Faults();
        var fields = new JsonFields(document.RootElement, "", faults);
        var status = fields.Text("status");
        var note = fields.Prose("note", longest: 4000);
        fields.Close();
        if (status is not (null or "open" or "acknowledged" or "closed"))
            faults.Add("status", "must be open, acknowledged or closed");
        if (status is null && note is null && !faults.Any)
            faults.Add("status", "or note is required");
        if (faults.Any)
            return new ProblemAnswer(Problem.From(faults));
        return EventAnswers.One(await triage.SetAsync(eventId, status, note, request.Caller().Name, cancellationToken));
    }
}
