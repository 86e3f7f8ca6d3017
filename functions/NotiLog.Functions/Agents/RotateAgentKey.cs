using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Agents;
using NotiLog.Functions.Http;
using NotiLog.Live;
using NotiLog.Schedule;

namespace NotiLog.Functions.Agents;

public sealed class RotateAgentKey(AgentEditor editor, AgentRegistry agents, LiveFeed live)
{
    /// <summary>Answers the agent with its new <c>key</c>, which is shown only here, and its new ping URL.</summary>
    [Function(nameof(RotateAgentKey))]
    [Endpoint(Role.Operator)]
    public async Task<AgentOutput> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/agents/{id:guid}/key")] HttpRequest request,
        Guid id,
        CancellationToken cancellationToken)
    {
        var outgoing = new Outgoing();
        if (await editor.RotateKeyAsync(id, request.Caller(), outgoing, cancellationToken) is not { } rotated)
            return AgentOutput.Of(new ProblemAnswer(AgentEditor.NotFound));
        if (rotated.Problem is { } problem)
            return AgentOutput.Of(new ProblemAnswer(problem));
        var agent = AgentJson.Of(rotated.Value.Holder, await agents.WatchedSinceAsync(cancellationToken), request);
        return await AgentOutput.OfAsync(JsonAnswer.Ok(AnswerJson.With(agent, "key", rotated.Value.Key)), outgoing, live);
    }
}
