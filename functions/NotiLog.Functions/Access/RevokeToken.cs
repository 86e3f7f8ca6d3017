using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;
using NotiLog.Requests;

namespace NotiLog.Functions.Access;

public sealed class RevokeToken(ApiTokens tokens)
{
    [Function(nameof(RevokeToken))]
    [Endpoint(Role.Admin)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/tokens/{id:guid}")] HttpRequest request,
        Guid id,
        CancellationToken cancellationToken) =>
        await tokens.RevokeAsync(id, cancellationToken)
            ? new NoContentResult()
            : new ProblemAnswer(Problem.NotFound("There is no such token."));
}
