using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Agents;
using NotiLog.Functions.Http;
using NotiLog.Live;
using NotiLog.Schedule;

namespace NotiLog.Functions.Agents;

public sealed class ResumeAgent(AgentEditor editor, AgentRegistry agents, LiveFeed live)
{
    [Function(nameof(ResumeAgent))]
    [Endpoint(Role.Operator)]
    public async Task<AgentOutput> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/agents/{id:guid}/resume")] HttpRequest request,
        Guid id,
        CancellationToken cancellationToken)
    {
        var outgoing = new Outgoing();
        var changed = await editor.ResumeAsync(id, request.Caller(), outgoing, cancellationToken);
        return await AgentOutput.OfAsync(await AgentAnswers.OfAsync(changed, agents, request, cancellationToken), outgoing, live);
    }
}
