using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Events;
using NotiLog.Functions.Http;

namespace NotiLog.Functions.Events;

public sealed class GetEvent(EventReader reader)
{
    [Function(nameof(GetEvent))]
    [Endpoint(Role.Reader)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/events/{eventId:guid}")] HttpRequest request,
        Guid eventId,
        CancellationToken cancellationToken) =>
        EventAnswers.One(await reader.FindAsync(eventId, cancellationToken));
}
