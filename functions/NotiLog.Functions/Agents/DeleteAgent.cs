using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Agents;
using NotiLog.Functions.Http;

namespace NotiLog.Functions.Agents;

public sealed class DeleteAgent(AgentEditor editor)
{
    /// <summary>An empty answer would wait for the queue, so hints at the audit event are left to the outbox sweep.</summary>
    [Function(nameof(DeleteAgent))]
    [Endpoint(Role.Operator)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/agents/{id:guid}")] HttpRequest request,
        Guid id,
        CancellationToken cancellationToken) =>
        await editor.DeleteAsync(id, request.Caller(), cancellationToken) is { } problem ? new ProblemAnswer(problem) : new NoContentResult();
}
