using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Agents;
using NotiLog.Functions.Http;

namespace NotiLog.Functions.Agents;

public sealed class TakePingStart(PingCalls calls)
{
    /// <summary>A job says that it begins.</summary>
    [Function(nameof(TakePingStart))]
    [Endpoint(Role.None, Anonymous = true)]
    public Task<AgentOutput> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "head", Route = "ping/{pingKey}/start")] HttpRequest request,
        string pingKey,
        CancellationToken cancellationToken) =>
        calls.TakeAsync(request, pingKey, (body, agent) => new(PingKind.Start, null, body, agent), cancellationToken);
}
