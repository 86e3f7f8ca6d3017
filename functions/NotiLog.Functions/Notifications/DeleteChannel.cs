using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;
using NotiLog.Notifications;

namespace NotiLog.Functions.Notifications;

public sealed class DeleteChannel(ChannelEditor editor)
{
    /// <summary>204; 409 while a route or another channel uses it. An empty answer would wait for the queue, so hints at the audit event are left to the outbox sweep.</summary>
    [Function(nameof(DeleteChannel))]
    [Endpoint(Role.Operator)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/channels/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellationToken) =>
        await editor.DeleteAsync(name, request.Caller().Name, cancellationToken) is { } problem
            ? new ProblemAnswer(problem)
            : new NoContentResult();
}
