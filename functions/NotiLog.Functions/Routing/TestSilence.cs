using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;
using NotiLog.Routing;

namespace NotiLog.Functions.Routing;

public sealed class TestSilence(SilenceTrial trial)
{
    /// <summary>How many recent events a silence would have muted; makes none.</summary>
    [Function(nameof(TestSilence))]
    [Endpoint(Role.Reader)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/silences/test")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        if (body.Problem is { } unreadable)
            return new ProblemAnswer(unreadable);
        using var document = body.Value;
        var asked = SilenceTrialRequest.Read(document.RootElement);
        return asked.Problem is { } problem
            ? new ProblemAnswer(problem)
            : JsonAnswer.Ok(await trial.RunAsync(asked.Value, cancellationToken));
    }
}
