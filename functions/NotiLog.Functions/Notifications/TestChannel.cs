using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;
using NotiLog.Notifications;
using NotiLog.Requests;

namespace NotiLog.Functions.Notifications;

public sealed class TestChannel(ChannelStore channels, ChannelTester tester)
{
    /// <summary>Sends a marked test message now and answers what the provider said, per recipient.</summary>
    [Function(nameof(TestChannel))]
    [Endpoint(Role.Operator)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/channels/{name}/test")] HttpRequest request,
        string name,
        CancellationToken cancellationToken)
    {
        if (await channels.GetAsync(name, cancellationToken) is not { } stored)
            return new ProblemAnswer(Problem.NotFound($"There is no channel {name}."));
        return ChannelTestAnswer.Of(await tester.TestAsync(stored.Channel, request.Caller().Name, cancellationToken));
    }
}
