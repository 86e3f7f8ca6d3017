using System.Text.Json;
using NotiLog.Requests;

namespace NotiLog.Notifications;

/// <summary>Reads channels that are tried before they are saved.</summary>
public sealed class ChannelDrafts(ChannelStore store, IEnumerable<IChannelTransport> transports)
{
    private readonly ChannelRequest request = new([.. transports]);

    /// <summary>Reads <c>{"name", ...}</c> with the fields of a channel as it is saved; <see cref="ProblemKind.Invalid"/> names every fault by path.</summary>
    /// <param name="path">Where the draft stands in the request, empty for the body itself.</param>
    public async Task<Result<Channel>> ReadAsync(JsonElement draft, string path, CancellationToken cancellationToken)
    {
        var seen = await store.SnapshotAsync(cancellationToken).ConfigureAwait(false);
        var faults = new Faults();
        var channel = request.Parse(path, draft, seen.FallbackByName, faults);
        return faults.Any ? Problem.From(faults) : channel;
    }
}
