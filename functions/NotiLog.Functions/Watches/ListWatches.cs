using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;
using NotiLog.Watches;

namespace NotiLog.Functions.Watches;

public sealed class ListWatches(WatchReader watches)
{
    [Function(nameof(ListWatches))]
    [Endpoint(Role.Reader, Query = "limit,cursor")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/watches")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var page = request.Page();
        return page.Problem is { } problem
            ? new ProblemAnswer(problem)
            : JsonAnswer.Ok((await watches.ListAsync(page.Value, cancellationToken)).Map(WatchInListJson.Of));
    }
}
