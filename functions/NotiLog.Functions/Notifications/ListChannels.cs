using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;
using NotiLog.Notifications;

namespace NotiLog.Functions.Notifications;

public sealed class ListChannels(ChannelStore store)
{
    /// <summary>Answers all channels by name, in one page.</summary>
    [Function(nameof(ListChannels))]
    [Endpoint(Role.Reader)]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/channels")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var channels = await store.ListAsync(cancellationToken);
        return JsonAnswer.Ok(new Page<ChannelJson>([.. channels.Select(ChannelJson.Of)], NextCursor: null));
    }
}
