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
        var wanted = request.Page();
        if (wanted.Problem is { } problem)
            return new ProblemAnswer(problem);
        var page = await agents.ListAsync(wanted.Value, cancellationToken);
        var watchedSince = await agents.WatchedSinceAsync(cancellationToken);
        return JsonAnswer.Ok(page.Map(agent => AgentJson.Of(agent, watchedSince, request)));
    }
}
