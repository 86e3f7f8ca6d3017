using Microsoft.Extensions.Logging;
using NotiLog.Events;
using NotiLog.Tables;

namespace NotiLog.Notifications;

/// <summary>Writes a recipient's new name, which its provider said, into all channels that name the old one.</summary>
public sealed class ChannelMoves(ChannelStore store, ChannelDirectory directory, AuditLog audit, DeliveryTools tools)
{
    private const int Tries = 100;

    /// <summary>What storage does not take is stored by the next delivery, which is sent on by the provider as this one was.</summary>
    public async Task StoreAsync(string type, string from, string to, CancellationToken cancellationToken)
    {
        try
        {
            for (var attempt = 0; attempt < Tries && await StoreOneAsync(type, from, to, cancellationToken); attempt++)
                directory.Invalidate();
        }
        catch (TablesUnavailableException e)
        {
            tools.Logger.LogWarning("{Type} {From} has moved to {To}, which could not be stored: {Reason}", type, from, to, e.Message);
        }
    }

    /// <summary>False when no channel is left that names the old one.</summary>
    private async Task<bool> StoreOneAsync(string type, string from, string to, CancellationToken cancellationToken)
    {
        if (tools.TransportOf(type) is not { } transport)
            return false;
        var seen = await store.SnapshotAsync(cancellationToken);
        foreach (var stored in seen.Channels.Where(stored => stored.Channel.Type == type))
        {
            if (transport.Moved(stored.Channel.Settings, from, to) is not { } settings)
                continue;
            var moved = stored with { Channel = stored.Channel with { Settings = settings }, UpdatedAt = tools.Time.GetUtcNow(), By = type };
            // No hint can be sent from here: the schedule tells of it.
            var ticket = await ChannelAudit.BeginAsync(audit, cancellationToken);
            if (await store.TryWriteAsync(moved, seen, ticket.Write(ChannelAudit.EntryOf(stored.Channel.Name, "moved", type)), cancellationToken))
                tools.Logger.LogWarning("Channel {Channel}: {From} has moved to {To}, which is stored", stored.Channel.Name, from, to);
            return true;
        }

        return false;
    }
}
