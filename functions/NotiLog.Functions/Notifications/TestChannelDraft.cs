using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;
using NotiLog.Notifications;

namespace NotiLog.Functions.Notifications;

public sealed class TestChannelDraft(ChannelDrafts drafts, ChannelTester tester)
{
    /// <summary>As <see cref="TestChannel"/>, for a channel that has not been saved.</summary>
    [Function(nameof(TestChannelDraft))]
    [Endpoint(Role.Operator)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/channels/test")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, cancellationToken);
        if (body.Problem is { } unreadable)
            return new ProblemAnswer(unreadable);
        using var document = body.Value;
        var draft = await drafts.ReadAsync(document.RootElement, "", cancellationToken);
        return draft.Problem is { } problem
            ? new ProblemAnswer(problem)
            : ChannelTestAnswer.Of(await tester.TestAsync(draft.Value, request.Caller().Name, cancellationToken));
    }
}
