using System.Text.Json;
using NotiLog.Requests;
using NotiLog.Routing;

namespace NotiLog.Notifications;

/// <summary>Writes and deletes channels on request.</summary>
public sealed class ChannelEditor(
    ChannelStore store,
    ChannelDirectory directory,
    RoutingStore routing,
    IEnumerable<IChannelTransport> transports,
    TimeProvider time)
{
    private const int Attempts = 20;

    private readonly ChannelRequest request = new([.. transports]);

    /// <summary>Creates or replaces a channel; fails with <see cref="ProblemKind.Invalid"/> naming every fault.</summary>
    /// <param name="by">The name of the credential.</param>
    public async Task<Result<ChannelWritten>> PutAsync(string name, JsonElement body, string by, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var seen = await store.SnapshotAsync(cancellationToken).ConfigureAwait(false);
            var parsed = request.Parse(name, body, seen.FallbackByName);
            if (parsed.Problem is { } problem)
                return problem;
            var before = seen.Find(name);
            var now = time.GetUtcNow();
            var stored = new StoredChannel(parsed.Value, before?.CreatedAt ?? now, now, by);
            if (!await store.TryWriteAsync(stored, seen, cancellationToken).ConfigureAwait(false))
                continue;
            directory.Invalidate();
            return new ChannelWritten(stored, Created: before is null);
        }

        return Busy;
    }

    /// <summary>
    /// Creates or replaces channels that were checked against <paramref name="seen"/>, each fallback before who falls back on it. Null when done;
    /// <see cref="ProblemKind.Conflict"/> when any channel has changed since.
    /// </summary>
    internal async Task<Problem?> PutAllAsync(IReadOnlyList<Channel> channels, ChannelSet seen, string by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var stored = channels.Select(channel => new StoredChannel(channel, seen.Find(channel.Name)?.CreatedAt ?? now, now, by)).ToList();
        var written = await store.TryWriteAllAsync(stored, seen, cancellationToken).ConfigureAwait(false);
        directory.Invalidate();
        return written ? null : Busy;
    }

    /// <summary>Deletes a channel. Null when done; <see cref="ProblemKind.NotFound"/>, or <see cref="ProblemKind.Conflict"/> while a route or another channel uses it.</summary>
    public async Task<Problem?> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var seen = await store.SnapshotAsync(cancellationToken).ConfigureAwait(false);
            if (seen.Find(name) is null)
                return Problem.NotFound($"There is no channel '{name}'.");
            var current = await routing.CurrentAsync(cancellationToken).ConfigureAwait(false);
            if (InUse(name, current.Document.RoutesTo(name), seen.FallingBackOn(name)) is { } problem)
                return problem;
            if (!await store.TryDeleteAsync(name, seen, time.GetUtcNow(), cancellationToken).ConfigureAwait(false))
                continue;
            directory.Invalidate();
            return null;
        }

        return Busy;
    }

    private static Problem Busy => new(ProblemKind.Conflict, "Channels are being changed by others; try again.");

    private static Problem? InUse(string name, IReadOnlyList<string> routes, IReadOnlyList<string> channels)
    {
        var users = new List<string>();
        if (routes.Count > 0)
            users.Add($"told by the routes {string.Join(", ", routes)}");
        if (channels.Count > 0)
            users.Add($"the fallback of the channels {string.Join(", ", channels)}");
        return users.Count == 0 ? null : new(ProblemKind.Conflict, $"The channel '{name}' is in use: {string.Join("; ", users)}.");
    }
}

/// <param name="Created">Whether there was no channel of that name before.</param>
public sealed record ChannelWritten(StoredChannel Stored, bool Created);
