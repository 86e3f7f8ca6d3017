using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;
using NotiLog.Watches;

namespace NotiLog.Functions.Watches;

public sealed class ForgetSeries(WatchEditor editor)
{
    /// <summary>Ends a series that will not come again.</summary>
    [Function(nameof(ForgetSeries))]
    [Endpoint(Role.Operator)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/watches/{id:guid}/series/{seriesId:guid}")] HttpRequest request,
        Guid id,
        Guid seriesId,
        CancellationToken cancellationToken) =>
        await editor.ForgetAsync(id, seriesId, new(), cancellationToken) is { } problem ? new ProblemAnswer(problem) : new NoContentResult();
}
