using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Agents;
using NotiLog.Functions.Http;

namespace NotiLog.Functions.Agents;

public sealed class ListAgents(AgentRegistry agents)
{
    [Function(nameof(ListAgents))]
    [Endpoint(Role.Reader, Query = "limit,cursor")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/agents")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var page = request.Page();
        return page.Problem is { } problem
            ? new ProblemAnswer(problem)
            : JsonAnswer.Ok(await agents.ListAsync(page.Value, cancellationToken));
    }
}
