using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Agents;
using NotiLog.Functions.Http;

namespace NotiLog.Functions.Agents;

public sealed class GetAgent(AgentRegistry agents)
{
    [Function(nameof(GetAgent))]
    [Endpoint(Role.Reader)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/agents/{id:guid}")] HttpRequest request,
        Guid id,
        CancellationToken cancellationToken) =>
        await agents.GetAsync(id, cancellationToken) is { } agent
            ? JsonAnswer.Ok(AgentJson.Of(agent, await agents.WatchedSinceAsync(cancellationToken), request))
            : new ProblemAnswer(AgentEditor.NotFound);
}
