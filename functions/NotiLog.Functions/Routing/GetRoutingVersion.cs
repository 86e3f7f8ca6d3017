using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;
using NotiLog.Requests;
using NotiLog.Routing;

namespace NotiLog.Functions.Routing;

public sealed class GetRoutingVersion(RoutingStore store)
{
    [Function(nameof(GetRoutingVersion))]
    [Endpoint(Role.Reader)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/routing/{version:int}")] HttpRequest request,
        int version,
        CancellationToken cancellationToken) =>
        await store.GetAsync(version, cancellationToken) is { } stored
            ? JsonAnswer.Ok(stored.ToJson())
            : new ProblemAnswer(Problem.NotFound($"There is no version {version} of the routing document."));
}
