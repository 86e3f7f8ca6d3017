using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Agents;
using NotiLog.Functions.Http;
using NotiLog.Live;
using NotiLog.Liveness;
using NotiLog.Schedule;

namespace NotiLog.Functions.Live;

/// <summary>Makes messages for SignalR of what is to be told. Their arguments are JSON already, so that no host's serializer has a say in it.</summary>
internal static class LiveOutput
{
    /// <summary>For all browsers, with what <paramref name="outgoing"/> says of agents; null, which contacts nothing, when it is not time or nobody watches.</summary>
    public static async ValueTask<SignalRMessageAction[]?> ForBrowsersAsync(this LiveFeed feed, Outgoing? outgoing = null)
    {
        if (outgoing is not null)
            feed.Hear(outgoing);
        return await feed.TakeAsync() is { } messages ? [.. messages.Select(message => Message(message.Target, message.Argument))] : null;
    }

    /// <summary>
    /// For agents that are connected: <c>configure</c> when their settings have changed, <c>ping</c> when they are waited for although they are there.
    /// Null, which contacts nothing, when there are none.
    /// </summary>
    public static SignalRMessageAction[]? ForAgents(this Outgoing outgoing)
    {
        var messages = new List<SignalRMessageAction>();
        foreach (var configured in (outgoing.For(AgentConfigured.Topic) ?? []).Select(AgentConfigured.FromJson))
            messages.Add(Configure(configured.AgentId, configured.Settings));
        foreach (var changed in (outgoing.For(AgentChanged.Topic) ?? []).Select(AgentChanged.FromJson))
        {
            if (changed is { Connected: true, State: LifeState.New or LifeState.Late })
                messages.Add(new SignalRMessageAction("ping", []) { UserId = changed.Id.ToString() });
        }

        return messages.Count == 0 ? null : [.. messages];
    }

    public static SignalRMessageAction Configure(Guid agentId, HeartbeatAnswer settings)
    {
        var message = Message("configure", settings);
        message.UserId = agentId.ToString();
        return message;
    }

    public static SignalRMessageAction Message(string target, object argument) =>
        new(target, [JsonSerializer.SerializeToElement(argument, argument.GetType(), AnswerJson.Options)]);
}
