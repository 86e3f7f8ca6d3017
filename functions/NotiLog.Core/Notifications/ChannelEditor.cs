using System.Text.Json;
using NotiLog.Events;
using NotiLog.Requests;
using NotiLog.Routing;

namespace NotiLog.Notifications;

/// <summary>Writes and deletes channels on request.</summary>
public sealed class ChannelEditor(
    ChannelStore store,
    ChannelDirectory directory,
    RoutingStore routing,
    IEnumerable<IChannelTransport> transports,
    AuditLog audit)
{
    private const int Attempts = 20;

    private readonly ChannelRequest request = new([.. transports]);

    /// <summary>Creates or replaces a channel; fails with <see cref="ProblemKind.Invalid"/> naming every fault.</summary>
    /// <param name="by">The name of the credential.</param>
    public async Task<Result<ChannelWritten>> PutAsync(string name, JsonElement body, string by, CancellationToken cancellationToken)
    {
        AuditTicket? ticket = null;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var seen = await store.SnapshotAsync(cancellationToken).ConfigureAwait(false);
            var parsed = request.Parse(name, body, seen.FallbackByName);
            if (parsed.Problem is { } problem)
                return problem;
            var before = seen.Find(name);
            ticket ??= await BeginAsync(cancellationToken).ConfigureAwait(false);
            var stored = new StoredChannel(parsed.Value, before?.CreatedAt ?? ticket.At, ticket.At, by);
            var entry = ChannelAudit.EntryOf(name, before is null ? "created" : "changed", by);
            if (!await store.TryWriteAsync(stored, seen, ticket.Write(entry), cancellationToken).ConfigureAwait(false))
                continue;
            directory.Invalidate();
            return new ChannelWritten(stored, Created: before is null, await audit.TellAsync(ticket, entry).ConfigureAwait(false));
        }

        return Busy;
    }

    /// <summary>
    /// Creates or replaces channels that were checked against <paramref name="seen"/>, each fallback before who falls back on it. Null when done;
    /// <see cref="ProblemKind.Conflict"/> when any channel has changed since.
    /// </summary>
    internal async Task<Problem?> PutAllAsync(IReadOnlyList<Channel> channels, ChannelSet seen, string by, CancellationToken cancellationToken)
    {
        ChannelSet? latest = seen;
        foreach (var part in channels.Chunk(ChannelStore.MostAtOnce))
        {
            var ticket = await BeginAsync(cancellationToken).ConfigureAwait(false);
            var stored = part.Select(channel => new StoredChannel(channel, seen.Find(channel.Name)?.CreatedAt ?? ticket.At, ticket.At, by)).ToList();
            var entry = ChannelAudit.EntryOf(string.Join(", ", part.Select(channel => channel.Name)), "imported", by);
            latest = await store.TryWriteAllAsync(stored, latest, ticket.Write(entry), cancellationToken).ConfigureAwait(false);
            directory.Invalidate();
            if (latest is null)
                return Busy;
            await audit.TellAsync(ticket, entry).ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>Deletes a channel. Null when done; <see cref="ProblemKind.NotFound"/>, or <see cref="ProblemKind.Conflict"/> while a route or another channel uses it.</summary>
    /// <param name="by">The name of the credential.</param>
    public async Task<Problem?> DeleteAsync(string name, string by, CancellationToken cancellationToken)
    {
        AuditTicket? ticket = null;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var seen = await store.SnapshotAsync(cancellationToken).ConfigureAwait(false);
            if (seen.Find(name) is null)
                return Problem.NotFound($"There is no channel '{name}'.");
            var current = await routing.CurrentAsync(cancellationToken).ConfigureAwait(false);
            if (InUse(name, current.Document.RoutesTo(name), seen.FallingBackOn(name)) is { } problem)
                return problem;
            ticket ??= await BeginAsync(cancellationToken).ConfigureAwait(false);
            var entry = ChannelAudit.EntryOf(name, "deleted", by);
            if (!await store.TryDeleteAsync(name, seen, ticket.Write(entry), cancellationToken).ConfigureAwait(false))
                continue;
            directory.Invalidate();
            await audit.TellAsync(ticket, entry).ConfigureAwait(false);
            return null;
        }

        return Busy;
    }

    private Task<AuditTicket> BeginAsync(CancellationToken cancellationToken) => ChannelAudit.BeginAsync(audit, cancellationToken);

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
/// <param name="Hints">Queue messages for the event that tells of the change.</param>
public sealed record ChannelWritten(StoredChannel Stored, bool Created, IReadOnlyList<RouteMessage> Hints);
