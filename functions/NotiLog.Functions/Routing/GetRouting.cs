using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;
using NotiLog.Routing;

namespace NotiLog.Functions.Routing;

public sealed class GetRouting(RoutingStore store)
{
    /// <summary>Answers the document in force with its <c>ETag</c>.</summary>
    [Function(nameof(GetRouting))]
    [Endpoint(Role.Reader)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/routing")] HttpRequest request,
        CancellationToken cancellationToken) =>
        RoutingAnswer.Of(await store.CurrentAsync(cancellationToken));
}
