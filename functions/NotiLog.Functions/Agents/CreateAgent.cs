using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Agents;
using NotiLog.Functions.Http;
using NotiLog.Live;
using NotiLog.Schedule;

namespace NotiLog.Functions.Agents;

public sealed class CreateAgent(AgentEditor editor, AgentRegistry agents, LiveFeed live)
{
    /// <summary>Answers the agent with its <c>key</c>, which is shown only here.</summary>
    [Function(nameof(CreateAgent))]
    [Endpoint(Role.Operator)]
    public async Task<AgentOutput> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/agents")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        if (body.Problem is { } unreadable)
            return AgentOutput.Of(new ProblemAnswer(unreadable));
        using var document = body.Value;
        var wanted = AgentRequest.Read(document.RootElement);
        if (wanted.Problem is { } faulty)
            return AgentOutput.Of(new ProblemAnswer(faulty));
        var outgoing = new Outgoing();
        var created = await editor.CreateAsync(wanted.Value, request.Caller(), outgoing, cancellationToken);
        if (created.Problem is { } problem)
            return AgentOutput.Of(new ProblemAnswer(problem));
        var agent = AgentJson.Of(created.Value.Holder, await agents.WatchedSinceAsync(cancellationToken), request);
        return await AgentOutput.OfAsync(JsonAnswer.Created($"{request.Path}/{agent.Id}", AnswerJson.With(agent, "key", created.Value.Key)), outgoing, live);
    }
}
