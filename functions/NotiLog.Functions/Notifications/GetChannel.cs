using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;
using NotiLog.Notifications;
using NotiLog.Requests;

namespace NotiLog.Functions.Notifications;

public sealed class GetChannel(ChannelStore store)
{
    [Function(nameof(GetChannel))]
    [Endpoint(Role.Reader)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/channels/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellationToken) =>
        await store.GetAsync(name, cancellationToken) is { } stored
            ? JsonAnswer.Ok(ChannelJson.Of(stored))
            : new ProblemAnswer(Problem.NotFound($"There is no channel '{name}'."));
}
