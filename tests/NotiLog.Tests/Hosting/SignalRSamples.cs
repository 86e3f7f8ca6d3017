using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace NotiLog.Tests.Hosting;

public sealed class SignalRSamples(Journal journal)
{
    [Function("NegotiateTalk")]
    public static IActionResult Negotiate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "talk/{user}/negotiate")] HttpRequest request,
        [SignalRConnectionInfoInput(HubName = "Talk", UserId = "{user}")] SignalRConnectionInfo connection) =>
        new ContentResult { Content = JsonSerializer.Serialize(connection, JsonSerializerOptions.Web), ContentType = "application/json" };

    [Function("NegotiateNews")]
    public static IActionResult NegotiateNews(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "news/negotiate")] HttpRequest request,
        [SignalRConnectionInfoInput(HubName = "news")] SignalRConnectionInfo connection) =>
        new ContentResult { Content = JsonSerializer.Serialize(connection, JsonSerializerOptions.Web), ContentType = "application/json" };

    [Function("Connected")]
    [SignalROutput(HubName = "talk")]
    public SignalRMessageAction Connected([SignalRTrigger("talk", "connections", "connected")] SignalRInvocationContext invocation)
    {
        journal.Add($"connected {invocation.UserId} {string.Join(',', invocation.Query.Keys.Order())}");
        return new("welcome", [invocation.ConnectionId]) { ConnectionId = invocation.ConnectionId };
    }

    [Function("Disconnected")]
    public void Disconnected([SignalRTrigger("talk", "connections", "disconnected")] SignalRInvocationContext invocation) =>
        journal.Add($"disconnected {invocation.UserId}");

    [Function("Say")]
    [SignalROutput(HubName = "TALK")]
    public SignalRMessageAction[]? Say([SignalRTrigger("talk", "messages", "say", "to", "text")] SignalRInvocationContext invocation)
    {
        var to = ((JsonElement)invocation.Arguments![0]).GetString();
        journal.Add($"{invocation.UserId} says to {to}");
        return to switch
        {
            "nobody" => null,
            "fail" => throw new InvalidOperationException("secret"),
            "all" => [new("said", [invocation.UserId, invocation.Arguments[1]])],
            _ => [new("said", [invocation.UserId, invocation.Arguments[1]]) { UserId = to }],
        };
    }
}
