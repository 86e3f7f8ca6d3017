using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;
using NotiLog.Notifications;

namespace NotiLog.Functions.Notifications;

public sealed class RetryDeliveries(RetryJobs jobs)
{
    /// <summary>202 with how many match; they are tried again one after the other, also over a restart.</summary>
    [Function(nameof(RetryDeliveries))]
    [Endpoint(Role.Operator)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/deliveries/retry")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        if (body.Problem is { } unreadable)
            return new ProblemAnswer(unreadable);
        using var document = body.Value;
        var query = RetryJobs.Read(document.RootElement);
        if (query.Problem is { } problem)
            return new ProblemAnswer(problem);
        var matched = await jobs.StartAsync(query.Value, cancellationToken);
        return new JsonAnswer(StatusCodes.Status202Accepted, AnswerJson.Write(new { Matched = matched }));
    }
}
