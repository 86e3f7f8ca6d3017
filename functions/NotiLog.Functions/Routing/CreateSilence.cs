using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Events;
using NotiLog.Functions.Http;
using NotiLog.Routing;

namespace NotiLog.Functions.Routing;

public sealed class CreateSilence(SilenceEditor editor, TimeProvider time)
{
    [Function(nameof(CreateSilence))]
    [Endpoint(Role.Operator)]
    public async Task<AuditedOutput> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/silences")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        if (body.Problem is { } unreadable)
            return AuditedOutput.Of(new ProblemAnswer(unreadable));
        using var document = body.Value;
        var created = await editor.CreateAsync(document.RootElement, request.Caller().Name, cancellationToken);
        if (created.Problem is { } problem)
            return AuditedOutput.Of(new ProblemAnswer(problem));
        var silence = SilenceJson.Of(created.Value.Silence, time.GetUtcNow(), muted: 0);
        return AuditedOutput.Of(JsonAnswer.Created($"{request.Path}/{silence.Id}", silence), created.Value.Hints);
    }
}
