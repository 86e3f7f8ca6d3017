using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Agents;
using NotiLog.Functions.Http;
using NotiLog.Live;
using NotiLog.Requests;
using NotiLog.Schedule;

namespace NotiLog.Functions.Agents;

public sealed class TakeHeartbeat(AgentHeartbeats heartbeats, LiveFeed live)
{
    /// <summary>No body at all is a heartbeat too.</summary>
    [Function(nameof(TakeHeartbeat))]
    [Endpoint(Role.None, Agents = true)]
    public async Task<AgentOutput> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/agents/me/heartbeat")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var beat = await ReadAsync(request, cancellationToken);
        if (beat.Problem is { } unreadable)
            return AgentOutput.Of(new ProblemAnswer(unreadable));
        var outgoing = new Outgoing();
        var heard = await heartbeats.BeatAsync(request.Caller().AgentId!.Value, beat.Value, connectionId: null, outgoing, cancellationToken);
        if (heard is not { } result)
            return AgentOutput.Of(new ProblemAnswer(new Problem(ProblemKind.Unauthenticated, "The agent has been deleted.")));
        return await AgentOutput.OfAsync(result.Problem is { } problem ? new ProblemAnswer(problem) : JsonAnswer.Ok(result.Value), outgoing, live);
    }

    private static async Task<Result<Heartbeat>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength is 0 || (request.ContentLength is null && request.ContentType is null))
            return Heartbeat.Empty;
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        if (body.Problem is { } unreadable)
            return unreadable;
        using var document = body.Value;
        return Heartbeat.Read(document.RootElement);
    }
}
