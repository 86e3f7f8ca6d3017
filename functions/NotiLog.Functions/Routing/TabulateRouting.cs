using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;
using NotiLog.Routing;

namespace NotiLog.Functions.Routing;

public sealed class TabulateRouting(RoutingTable table)
{
    /// <summary>Who is told by level and service, and of what nobody is, under a draft or the document in force.</summary>
    [Function(nameof(TabulateRouting))]
    [Endpoint(Role.Reader)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/routing/matrix")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        if (body.Problem is { } unreadable)
            return new ProblemAnswer(unreadable);
        using var document = body.Value;
        return JsonAnswer.Ok(await table.MakeAsync(document.RootElement, cancellationToken));
    }
}
