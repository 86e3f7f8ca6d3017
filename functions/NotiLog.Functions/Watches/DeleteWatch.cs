using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;
using NotiLog.Watches;

namespace NotiLog.Functions.Watches;

public sealed class DeleteWatch(WatchEditor editor)
{
    /// <summary>An empty answer would wait for the queue, so hints at the audit event are left to the outbox sweep.</summary>
    [Function(nameof(DeleteWatch))]
    [Endpoint(Role.Operator)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/watches/{id:guid}")] HttpRequest request,
        Guid id,
        CancellationToken cancellationToken) =>
        await editor.DeleteAsync(id, request.Caller(), new(), cancellationToken) is { } problem ? new ProblemAnswer(problem) : new NoContentResult();
}
