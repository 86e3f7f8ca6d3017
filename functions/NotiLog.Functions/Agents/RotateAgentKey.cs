using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Agents;
using NotiLog.Functions.Http;

namespace NotiLog.Functions.Agents;

public sealed class RotateAgentKey(AgentRegistry agents)
{
    /// <summary>Answers the agent with its new <c>key</c>, which is shown only here.</summary>
    [Function(nameof(RotateAgentKey))]
    [Endpoint(Role.Operator)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/agents/{id:guid}/key")] HttpRequest request,
        Guid id,
        CancellationToken cancellationToken)
    {
        var rotated = await agents.RotateKeyAsync(id, cancellationToken);
        return rotated.Problem is { } problem
            ? new ProblemAnswer(problem)
            : JsonAnswer.Ok(AnswerJson.With(rotated.Value.Holder, "key", rotated.Value.Key));
    }
}
