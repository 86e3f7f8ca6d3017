using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Functions.Http;

namespace NotiLog.Functions.Live;

public sealed class NegotiateLive
{
    /// <summary>Answers where a browser connects, and with what. Its connection has no user: all who watch see the same.</summary>
    [Function(nameof(NegotiateLive))]
    [Endpoint(Role.Reader, Query = Hubs.NegotiateQuery)]
    public IActionResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/hubs/live/negotiate")] HttpRequest request,
        [SignalRConnectionInfoInput(HubName = Hubs.Live)] SignalRConnectionInfo connection) =>
        ConnectionAnswer.Of(connection);
}
