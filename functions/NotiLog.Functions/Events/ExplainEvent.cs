using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;
using NotiLog.Notifications;

namespace NotiLog.Functions.Events;

public sealed class ExplainEvent(EventExplainer explainer)
{
    [Function(nameof(ExplainEvent))]
    [Endpoint(Role.Reader)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/events/{eventId:guid}/explain")] HttpRequest request,
        Guid eventId,
        CancellationToken cancellationToken) =>
        await explainer.ExplainAsync(eventId, cancellationToken) is { } explanation ? JsonAnswer.Ok(explanation) : EventAnswers.One(null);
}
