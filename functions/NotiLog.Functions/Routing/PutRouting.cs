using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;
using NotiLog.Routing;

namespace NotiLog.Functions.Routing;

public sealed class PutRouting(RoutingEditor editor)
{
    /// <summary>Replaces the whole document; <c>If-Match</c> names the version that it replaces.</summary>
    [Function(nameof(PutRouting))]
    [Endpoint(Role.Operator)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/routing")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        if (body.Problem is { } unreadable)
            return new ProblemAnswer(unreadable);
        using var document = body.Value;
        var replaced = await editor.ReplaceAsync(document.RootElement, request.Headers.IfMatch, request.Caller().Name, cancellationToken);
        return replaced.Problem is { } problem ? new ProblemAnswer(problem) : RoutingAnswer.Of(replaced.Value);
    }
}
