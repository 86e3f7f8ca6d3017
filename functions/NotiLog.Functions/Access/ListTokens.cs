using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;

namespace NotiLog.Functions.Access;

public sealed class ListTokens(ApiTokens tokens)
{
    [Function(nameof(ListTokens))]
    [Endpoint(Role.Admin, Query = "limit,cursor")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/tokens")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var page = request.Page();
        return page.Problem is { } problem
            ? new ProblemAnswer(problem)
            : JsonAnswer.Ok(await tokens.ListAsync(page.Value, cancellationToken));
    }
}
