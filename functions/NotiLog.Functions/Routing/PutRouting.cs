using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Events;
using NotiLog.Functions.Http;
using NotiLog.Routing;

namespace NotiLog.Functions.Routing;

public sealed class PutRouting(RoutingEditor editor)
{
    /// <summary>Replaces the whole document; <c>If-Match</c> names the version that it replaces.</summary>
    [Function(nameof(PutRouting))]
    [Endpoint(Role.Operator)]
    public async Task<AuditedOutput> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/routing")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        if (body.Problem is { } unreadable)
            return AuditedOutput.Of(new ProblemAnswer(unreadable));
        using var document = body.Value;
        var replaced = await editor.ReplaceAsync(document.RootElement, request.Headers.IfMatch, request.Caller().Name, cancellationToken);
        return replaced.Problem is { } problem
            ? AuditedOutput.Of(new ProblemAnswer(problem))
            : AuditedOutput.Of(RoutingAnswer.Of(replaced.Value.Version), replaced.Value.Hints);
    }
}
