using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Agents;
using NotiLog.Functions.Http;

namespace NotiLog.Functions.Agents;

public sealed class CreateAgent(AgentRegistry agents)
{
    /// <summary>Answers the agent with its <c>key</c>, which is shown only here.</summary>
    [Function(nameof(CreateAgent))]
    [Endpoint(Role.Operator)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/agents")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        if (body.Problem is { } unreadable)
            return new ProblemAnswer(unreadable);
        using var document = body.Value;
        var wanted = AgentRequest.Read(document.RootElement);
        if (wanted.Problem is { } faulty)
            return new ProblemAnswer(faulty);
        var created = await agents.CreateAsync(wanted.Value, request.Caller(), cancellationToken);
        return created.Problem is { } problem
            ? new ProblemAnswer(problem)
            : JsonAnswer.Created($"{request.Path}/{created.Value.Holder.Id}", AnswerJson.With(created.Value.Holder, "key", created.Value.Key));
    }
}
