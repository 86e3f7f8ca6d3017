using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Agents;
using NotiLog.Functions.Http;

namespace NotiLog.Functions.Agents;

public sealed class TakePing(PingCalls calls)
{
    /// <summary>A job says that it lives, or has ended well.</summary>
    [Function(nameof(TakePing))]
    [Endpoint(Role.None, Anonymous = true)]
    public Task<AgentOutput> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "head", Route = "ping/{pingKey}")] HttpRequest request,
        string pingKey,
        CancellationToken cancellationToken) =>
        calls.TakeAsync(request, pingKey, (body, agent) => new(PingKind.Success, null, body, agent), cancellationToken);
}
