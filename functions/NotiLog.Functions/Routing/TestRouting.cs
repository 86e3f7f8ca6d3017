using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Events;
using NotiLog.Functions.Http;
using NotiLog.Notifications;
using NotiLog.Requests;

namespace NotiLog.Functions.Routing;

public sealed class TestRouting(RoutingTester tester, EventIngest ingest)
{
    [Function(nameof(TestRouting))]
    [Endpoint(Role.Operator)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/routing/test")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        if (body.Problem is { } unreadable)
            return new ProblemAnswer(unreadable);
        using var document = body.Value;
        var faults = new Faults();
        var fields = new JsonFields(document.RootElement, "", faults);
        var wanted = fields.Take("event");
        var draft = fields.Take("routing");
        fields.Close();
        if (wanted is null && !faults.Any)
            faults.Add("event", "is required: an event as it is sent to ingest");
        if (wanted is { ValueKind: not JsonValueKind.Object })
            faults.Add("event", "must be a JSON object: an event as it is sent to ingest");
        var caller = request.Caller();
        var made = wanted is { ValueKind: JsonValueKind.Object } json ? ingest.Try(json, new Sender(caller.Id, caller.Name, caller.AgentId), faults) : null;
        return faults.Any || made is null
            ? new ProblemAnswer(Problem.From(faults))
            : JsonAnswer.Ok(await tester.TestAsync(made, draft, cancellationToken));
    }
}
