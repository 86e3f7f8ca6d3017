using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using NotiLog.Agents;
using NotiLog.Functions.Http;
using NotiLog.Requests;

namespace NotiLog.Functions.Agents;

/// <summary>What has become of an agent, as an answer.</summary>
internal static class AgentAnswers
{
    public static async Task<IActionResult> OfAsync(Result<Agent>? changed, AgentRegistry agents, HttpRequest request, CancellationToken cancellationToken)
    {
        if (changed is not { } result)
            return new ProblemAnswer(AgentEditor.NotFound);
        return result.Problem is { } problem
            ? new ProblemAnswer(problem)
            : JsonAnswer.Ok(AgentJson.Of(result.Value, await agents.WatchedSinceAsync(cancellationToken), request));
    }
}
