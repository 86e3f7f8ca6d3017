using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;
using NotiLog.Routing;

namespace NotiLog.Functions.Routing;

public sealed class GetSilence(SilenceReader reader)
{
    [Function(nameof(GetSilence))]
    [Endpoint(Role.Reader)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/silences/{id:guid}")] HttpRequest request,
        Guid id,
        CancellationToken cancellationToken) =>
        await reader.FindAsync(id, cancellationToken) is { } silence
            ? JsonAnswer.Ok(silence)
            : new ProblemAnswer(SilenceEditor.NotFound);
}
