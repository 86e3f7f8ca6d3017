using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Functions.Http;
using NotiLog.Live;

namespace NotiLog.Functions.Live;

/// <summary>Makes messages for SignalR of what is to be told. Their arguments are JSON already, so that no host's serializer has a say in it.</summary>
internal static class LiveOutput
{
    /// <summary>For all browsers; null, which contacts nothing, when it is not time or nobody watches.</summary>
    public static async ValueTask<SignalRMessageAction[]?> ForBrowsersAsync(this LiveFeed feed) =>
        await feed.TakeAsync() is { } messages ? [.. messages.Select(message => Message(message.Target, message.Argument))] : null;

    public static SignalRMessageAction Message(string target, params object[] arguments) =>
        new(target, [.. arguments.Select(argument => (object)JsonSerializer.SerializeToElement(argument, argument.GetType(), AnswerJson.Options))]);
}
