using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Primitives;

namespace NotiLog.Local.Hosting.SignalR;

/// <summary>A client of any of the hubs: what it does goes to the functions, as serverless mode does it. They answer by messages of their own.</summary>
internal sealed class ClientHub(SignalRFunctions functions) : Hub
{
    private string Name => Context.User!.FindFirst(SignalRTokens.HubClaim)!.Value;

    public override async Task OnConnectedAsync()
    {
        await Groups.AddToGroupAsync(Context.ConnectionId, Name);
        await functions.RunAsync(Invocation(SignalRInvocationCategory.Connections, "connected"));
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        var invocation = Invocation(SignalRInvocationCategory.Connections, "disconnected");
        invocation.Error = exception?.Message;
        return functions.RunAsync(invocation);
    }

    /// <summary>Whatever target a client names ends here; see <see cref="ServerlessProtocol"/>.</summary>
    public async Task Dispatch(string target, JsonElement arguments)
    {
        var invocation = Invocation(SignalRInvocationCategory.Messages, target);
        invocation.Arguments = [.. arguments.EnumerateArray().Select(argument => (object)argument)];
        if (!await functions.RunAsync(invocation))
            throw new HubException($"Nothing here takes \"{target}\".");
    }

    private SignalRInvocationContext Invocation(SignalRInvocationCategory category, string name) => new()
    {
        Hub = Name,
        Category = category,
        Event = name,
        ConnectionId = Context.ConnectionId,
        UserId = HubUsers.UserOf(Context.User!)!,
        Headers = new Dictionary<string, StringValues>(),
        Query = (Context.GetHttpContext()?.Request.Query ?? QueryCollection.Empty).Where(each => each.Key != "access_token").ToDictionary(each => each.Key, each => each.Value),
        Claims = Context.User!.Claims.GroupBy(claim => claim.Type).ToDictionary(same => same.Key, same => new StringValues([.. same.Select(claim => claim.Value)])),
    };
}
