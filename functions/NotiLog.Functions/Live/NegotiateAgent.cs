using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;
using NotiLog.Requests;

namespace NotiLog.Functions.Live;

public sealed class NegotiateAgent
{
    /// <summary>
    /// Answers where the agent connects, and with what. The host makes the connection's user from the route before anybody is asked who calls,
    /// so the answer is withheld unless the route names the caller, in the one way ids are written.
    /// </summary>
    [Function(nameof(NegotiateAgent))]
    [Endpoint(Role.None, Agents = true, Query = Hubs.NegotiateQuery)]
    public IActionResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/hubs/agents/{agentId:guid}/negotiate")] HttpRequest request,
        string agentId,
        [SignalRConnectionInfoInput(HubName = Hubs.Agents, UserId = "{agentId}")] SignalRConnectionInfo connection) =>
        string.Equals(agentId, request.Caller().AgentId?.ToString(), StringComparison.Ordinal)
            ? ConnectionAnswer.Of(connection)
            : new ProblemAnswer(new Problem(ProblemKind.Forbidden, "An agent connects as itself only, with its id as NotiLog writes it."));
}
