using System.Text.Json;
using NotiLog.Common;
using NotiLog.Requests;
using NotiLog.Routing;
using NotiLog.Tables;

namespace NotiLog.Notifications;

/// <summary>
/// Channels in table <c>channels</c>, partition <c>channel</c>, a row by name. Every change also updates the row <c>~revision</c>
/// by ETag, so that what was checked against all channels (fallbacks exist, none goes in a circle) still holds when it is written.
/// </summary>
public sealed class ChannelStore(ITables tables) : IChannelNames
{
    internal const string TableName = "channels";
    internal const string Partition = "channel";

    private const string RevisionRow = "~revision";

    /// <summary>Names begin with 0..9 or a..z.</summary>
    private const string FirstName = "0";
    private const string AfterNames = "{";
    /// <summary>Channels in one commit: of the largest settings, 4 MiB hold them.</summary>
    internal const int MostAtOnce = 50;

    private readonly ITable table = tables.Open(TableName);

    /// <summary>All channels by name, in ordinal order.</summary>
    public async Task<IReadOnlyList<StoredChannel>> ListAsync(CancellationToken cancellationToken)
    {
        var channels = new List<StoredChannel>();
        await foreach (var row in table.QueryAllAsync(new(Partition) { From = FirstName, To = AfterNames }, cancellationToken).ConfigureAwait(false))
            channels.Add(Read(row));
        return channels;
    }

    /// <summary>The channel, or null when there is none of that name.</summary>
    public async Task<StoredChannel?> GetAsync(string name, CancellationToken cancellationToken)
    {
        if (!ChannelRequest.IsName(name))
            return null;
        var row = await table.GetAsync(Partition, name, cancellationToken).ConfigureAwait(false);
        return row is null ? null : Read(row);
    }

    async Task<IReadOnlySet<string>> IChannelNames.AllAsync(CancellationToken cancellationToken)
    {
        var channels = await ListAsync(cancellationToken).ConfigureAwait(false);
        return channels.Select(stored => stored.Channel.Name).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>All channels as one change sees them.</summary>
    internal async Task<ChannelSet> SnapshotAsync(CancellationToken cancellationToken)
    {
        var revision = await table.GetAsync(Partition, RevisionRow, cancellationToken).ConfigureAwait(false);
        return new(await ListAsync(cancellationToken).ConfigureAwait(false), revision?.ETag);
    }

    /// <summary>Writes the channel together with <paramref name="audit"/>; false when any channel has changed since <paramref name="seen"/>.</summary>
    internal Task<bool> TryWriteAsync(StoredChannel stored, ChannelSet seen, TableWrite audit, CancellationToken cancellationToken) =>
        TryCommitAsync([TableWrite.Upsert(Row(stored)), audit], seen, cancellationToken);

    /// <summary>Deletes the channel and writes <paramref name="audit"/>; false when any channel has changed since <paramref name="seen"/>.</summary>
    internal Task<bool> TryDeleteAsync(string name, ChannelSet seen, TableWrite audit, CancellationToken cancellationToken) =>
        TryCommitAsync([TableWrite.Delete(Partition, name), audit], seen, cancellationToken);

    /// <summary>
    /// Writes the channels, at most <see cref="MostAtOnce"/>, together with <paramref name="audit"/>; null when any channel has changed since
    /// <paramref name="seen"/>, otherwise what is to be seen by the next change.
    /// </summary>
    internal async Task<ChannelSet?> TryWriteAllAsync(IReadOnlyList<StoredChannel> stored, ChannelSet seen, TableWrite audit, CancellationToken cancellationToken)
    {
        TableWrite[] writes = [.. stored.Select(one => TableWrite.Upsert(Row(one))), audit];
        return await CommitAsync(writes, seen, cancellationToken).ConfigureAwait(false) is { } revision ? seen with { Revision = revision } : null;
    }

    private async Task<bool> TryCommitAsync(IReadOnlyList<TableWrite> writes, ChannelSet seen, CancellationToken cancellationToken) =>
        await CommitAsync(writes, seen, cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>The new revision, or null when the one that was seen is not in force any more.</summary>
    private async Task<string?> CommitAsync(IReadOnlyList<TableWrite> writes, ChannelSet seen, CancellationToken cancellationToken)
    {
        var revision = new TableRow(Partition, RevisionRow).Set("revision", Guid.NewGuid().ToString("N"));
        var guard = seen.Revision is { } etag ? TableWrite.Update(revision, etag) : TableWrite.Insert(revision);
        var result = await table.CommitAsync([.. writes, guard], cancellationToken).ConfigureAwait(false);
        return result.Committed ? result.ETags[^1] : null;
    }

    private static TableRow Row(StoredChannel stored) => new TableRow(Partition, stored.Channel.Name)
        .Set("type", stored.Channel.Type)
        .SetText("settings", Compact(stored.Channel.Settings))
        .Set("fallback", stored.Channel.Fallback)
        .Set("language", stored.Channel.Language)
        .Set("timeZone", stored.Channel.TimeZone)
        .Set("enabled", stored.Channel.Enabled)
        .Set("createdAt", stored.CreatedAt)
        .Set("updatedAt", stored.UpdatedAt)
        .Set("by", stored.By);

    /// <summary>Without the white space and the escapes of the request, which may be longer than a row.</summary>
    private static string Compact(JsonElement settings)
    {
        using var json = new JsonText();
        settings.WriteTo(json.Writer);
        return json.ToText();
    }

    private static StoredChannel Read(TableRow row)
    {
        var channel = new Channel(
            row.RowKey,
            row.GetString("type")!,
            JsonElement.Parse(row.GetText("settings")!, JsonFields.Strict),
            row.GetString("fallback"),
            row.GetString("language")!,
            row.GetString("timeZone")!,
            row.GetBool("enabled")!.Value);
        return new(channel, row.GetTime("createdAt")!.Value, row.GetTime("updatedAt")!.Value, row.GetString("by")!);
    }
}

/// <summary>All channels at one revision.</summary>
/// <param name="Revision">The ETag that a change must still find; null before the first channel.</param>
internal sealed record ChannelSet(IReadOnlyList<StoredChannel> Channels, string? Revision)
{
    public IReadOnlyDictionary<string, string?> FallbackByName { get; } =
        Channels.ToDictionary(stored => stored.Channel.Name, stored => stored.Channel.Fallback, StringComparer.Ordinal);

    public StoredChannel? Find(string name) => Channels.FirstOrDefault(stored => stored.Channel.Name == name);

    /// <summary>Names of the channels that fall back on this one.</summary>
    public IReadOnlyList<string> FallingBackOn(string name) =>
        [.. Channels.Where(stored => stored.Channel.Fallback == name).Select(stored => stored.Channel.Name)];
}
