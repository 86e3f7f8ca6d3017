using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Agents;
using NotiLog.Functions.Http;
using NotiLog.Live;
using NotiLog.Schedule;

namespace NotiLog.Functions.Agents;

public sealed class PatchAgent(AgentEditor editor, AgentRegistry agents, LiveFeed live)
{
    [Function(nameof(PatchAgent))]
    [Endpoint(Role.Operator)]
    public async Task<AgentOutput> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "v1/agents/{id:guid}")] HttpRequest request,
        Guid id,
        CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        if (body.Problem is { } unreadable)
            return AgentOutput.Of(new ProblemAnswer(unreadable));
        using var document = body.Value;
        var outgoing = new Outgoing();
        var changed = await editor.PatchAsync(id, document.RootElement, request.Caller(), outgoing, cancellationToken);
        return await AgentOutput.OfAsync(await AgentAnswers.OfAsync(changed, agents, request, cancellationToken), outgoing, live);
    }
}
