using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Events;
using NotiLog.Functions.Http;
using NotiLog.Schedule;
using NotiLog.Watches;

namespace NotiLog.Functions.Watches;

public sealed class PutWatch(WatchEditor editor, WatchReader watches)
{
    [Function(nameof(PutWatch))]
    [Endpoint(Role.Operator)]
    public async Task<AuditedOutput> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/watches/{id:guid}")] HttpRequest request,
        Guid id,
        CancellationToken cancellationToken)
    {
        var wanted = await WatchBody.ReadAsync(request, cancellationToken);
        if (wanted.Problem is { } faulty)
            return AuditedOutput.Of(new ProblemAnswer(faulty));
        var outgoing = new Outgoing();
        if (await editor.PutAsync(id, wanted.Value, request.Caller(), outgoing, cancellationToken) is not { } put)
            return AuditedOutput.Of(new ProblemAnswer(WatchEditor.NotFound));
        return put.Problem is { } problem
            ? AuditedOutput.Of(new ProblemAnswer(problem))
            : AuditedOutput.Of(JsonAnswer.Ok(WatchJson.Of(put.Value, await watches.SeriesAsync(put.Value, cancellationToken))), outgoing);
    }
}
