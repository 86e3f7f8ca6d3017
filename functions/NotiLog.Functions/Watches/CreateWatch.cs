using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Events;
using NotiLog.Functions.Http;
using NotiLog.Schedule;
using NotiLog.Watches;

namespace NotiLog.Functions.Watches;

public sealed class CreateWatch(WatchEditor editor, WatchReader watches)
{
    [Function(nameof(CreateWatch))]
    [Endpoint(Role.Operator)]
    public async Task<AuditedOutput> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/watches")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var wanted = await WatchBody.ReadAsync(request, cancellationToken);
        if (wanted.Problem is { } faulty)
            return AuditedOutput.Of(new ProblemAnswer(faulty));
        var outgoing = new Outgoing();
        var created = await editor.CreateAsync(wanted.Value, request.Caller(), outgoing, cancellationToken);
        if (created.Problem is { } problem)
            return AuditedOutput.Of(new ProblemAnswer(problem));
        var watch = WatchJson.Of(created.Value, await watches.SeriesAsync(created.Value, cancellationToken));
        return AuditedOutput.Of(JsonAnswer.Created($"{request.Path}/{watch.Id}", watch), outgoing);
    }
}
