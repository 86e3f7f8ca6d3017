using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;
using NotiLog.Routing;

namespace NotiLog.Functions.Routing;

public sealed class DeleteSilence(SilenceEditor editor)
{
    /// <summary>Ends it now; it stays in the list, expired. An empty answer would wait for the queue, so hints at the audit event are left to the outbox sweep.</summary>
    [Function(nameof(DeleteSilence))]
    [Endpoint(Role.Operator)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/silences/{id:guid}")] HttpRequest request,
        Guid id,
        CancellationToken cancellationToken) =>
        await editor.DeleteAsync(id, request.Caller().Name, cancellationToken) is { } problem
            ? new ProblemAnswer(problem)
            : new NoContentResult();
}
