using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Agents;
using NotiLog.Functions.Http;
using NotiLog.Requests;

namespace NotiLog.Functions.Agents;

public sealed class GetAgentHeartbeats(AgentStrip strip)
{
    [Function(nameof(GetAgentHeartbeats))]
    [Endpoint(Role.Reader, Query = "from,to,slots")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/agents/{id:guid}/heartbeats")] HttpRequest request,
        Guid id,
        CancellationToken cancellationToken)
    {
        var faults = new Faults();
        var query = strip.Read(request.Query(faults), faults);
        if (query.Problem is { } problem)
            return new ProblemAnswer(problem);
        return await strip.SlotsAsync(id, query.Value, cancellationToken) is { } slots
            ? JsonAnswer.Ok(new { Slots = slots })
            : new ProblemAnswer(AgentEditor.NotFound);
    }
}
