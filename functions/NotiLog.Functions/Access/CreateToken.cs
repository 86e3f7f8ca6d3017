using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;

namespace NotiLog.Functions.Access;

public sealed class CreateToken(ApiTokens tokens, TimeProvider time)
{
    /// <summary>Answers the token with its <c>secret</c>, which is shown only here.</summary>
    [Function(nameof(CreateToken))]
    [Endpoint(Role.Admin)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/tokens")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        if (body.Problem is { } unreadable)
            return new ProblemAnswer(unreadable);
        using var document = body.Value;
        var wanted = TokenRequest.Read(document.RootElement, time.GetUtcNow());
        if (wanted.Problem is { } problem)
            return new ProblemAnswer(problem);
        var issued = await tokens.CreateAsync(wanted.Value, request.Caller(), cancellationToken);
        return JsonAnswer.Created($"{request.Path}/{issued.Holder.Id}", AnswerJson.With(issued.Holder, "secret", issued.Key));
    }
}
