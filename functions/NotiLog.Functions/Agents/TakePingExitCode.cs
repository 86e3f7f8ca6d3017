using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Agents;
using NotiLog.Functions.Http;

namespace NotiLog.Functions.Agents;

public sealed class TakePingExitCode(PingCalls calls)
{
    /// <summary>A job says how it has ended; 0 is well.</summary>
    [Function(nameof(TakePingExitCode))]
    [Endpoint(Role.None, Anonymous = true)]
    public Task<AgentOutput> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", "head", Route = "ping/{pingKey}/{exitCode:int}")] HttpRequest request,
        string pingKey,
        int exitCode,
        CancellationToken cancellationToken) =>
        calls.TakeAsync(request, pingKey, (body, agent) => AgentPing.Ended(exitCode, body, agent), cancellationToken);
}
