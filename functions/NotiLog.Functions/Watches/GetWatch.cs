using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;
using NotiLog.Watches;

namespace NotiLog.Functions.Watches;

public sealed class GetWatch(WatchReader watches)
{
    [Function(nameof(GetWatch))]
    [Endpoint(Role.Reader)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/watches/{id:guid}")] HttpRequest request,
        Guid id,
        CancellationToken cancellationToken) =>
        await watches.GetAsync(id, cancellationToken) is { } watch
            ? JsonAnswer.Ok(WatchJson.Of(watch, await watches.SeriesAsync(watch, cancellationToken)))
            : new ProblemAnswer(WatchEditor.NotFound);
}
