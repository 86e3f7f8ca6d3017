using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Events;
using NotiLog.Functions.Http;
using NotiLog.Notifications;

namespace NotiLog.Functions.Notifications;

public sealed class PutChannel(ChannelEditor editor)
{
    /// <summary>201 when the channel is new, 200 when it was replaced.</summary>
    [Function(nameof(PutChannel))]
    [Endpoint(Role.Operator)]
    public async Task<AuditedOutput> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/channels/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        if (body.Problem is { } unreadable)
            return AuditedOutput.Of(new ProblemAnswer(unreadable));
        using var document = body.Value;
        var put = await editor.PutAsync(name, document.RootElement, request.Caller().Name, cancellationToken);
        if (put.Problem is { } problem)
            return AuditedOutput.Of(new ProblemAnswer(problem));
        var channel = ChannelJson.Of(put.Value.Stored);
        return AuditedOutput.Of(put.Value.Created ? JsonAnswer.Created(request.Path, channel) : JsonAnswer.Ok(channel), put.Value.Hints);
    }
}
