using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Agents;
using NotiLog.Functions.Http;

namespace NotiLog.Functions.Agents;

public sealed class ListAgentPings(AgentPings pings)
{
    /// <summary>The last 50, newest first.</summary>
    [Function(nameof(ListAgentPings))]
    [Endpoint(Role.Reader)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/agents/{id:guid}/pings")] HttpRequest request,
        Guid id,
        CancellationToken cancellationToken)
    {
        if (await pings.LastAsync(id, cancellationToken) is not { } last)
            return new ProblemAnswer(AgentEditor.NotFound);
        return JsonAnswer.Ok(new
        {
            Items = last.Select(kept => new
            {
                kept.At,
                kept.Ping.Kind,
                kept.Ping.ExitCode,
                DurationMs = (long?)kept.Duration?.TotalMilliseconds,
                kept.Ping.Body,
                kept.Ping.UserAgent,
            }),
        });
    }
}
