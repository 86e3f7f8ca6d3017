using System.Text.Json;

namespace NotiLog.Agent.Sending;

/// <summary>An event that the server will not take as it is.</summary>
/// <param name="Errors">JSON: by field, or the text of the answer.</param>
/// <param name="IsTime">Its time alone is what is wrong with it.</param>
internal sealed record Refusal(ReadOnlyMemory<byte> Event, int Status, JsonElement Errors, bool IsTime);

/// <summary>Nothing of the batch is known to be stored; send it again.</summary>
/// <param name="After">What the server asked for; null for the sender's own patience.</param>
/// <param name="IsOut">No events will be taken for a while; false when the server is only busy.</param>
/// <param name="NeedsHelp">It will not get better by itself: a wrong key, a wrong address.</param>
internal sealed record Retry(string Reason, TimeSpan? After, bool IsOut, bool NeedsHelp);

/// <summary>What became of a batch: all events but the refused ones are stored, unless it is to be sent again.</summary>
/// <param name="WasTooLarge">It went only in parts.</param>
internal sealed record SendOutcome(IReadOnlyList<Refusal> Refusals, Retry? Retry, bool WasTooLarge = false)
{
    public static SendOutcome Later(Retry retry) => new([], retry);
}
