using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Agents;
using NotiLog.Functions.Http;

namespace NotiLog.Functions.Agents;

public sealed class TakePingFailure(PingCalls calls)
{
    /// <summary>A job says that it has failed.</summary>
    [Function(nameof(TakePingFailure))]
    [Endpoint(Role.None, Anonymous = true)]
    public Task<AgentOutput> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "head", Route = "ping/{pingKey}/fail")] HttpRequest request,
        string pingKey,
        CancellationToken cancellationToken) =>
        calls.TakeAsync(request, pingKey, (body, agent) => new(PingKind.Fail, null, body, agent), cancellationToken);
}
