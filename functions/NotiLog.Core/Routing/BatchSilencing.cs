using NotiLog.Common;
using NotiLog.Events;
using NotiLog.Tables;

namespace NotiLog.Routing;

/// <summary>
/// Decides once which events of a batch are muted. The decision is a row <c>s{batch}</c> beside the batch's events: whoever routes the batch again
/// decides the same, whatever has become of the silences. A batch of which nothing is muted costs no storage call.
/// </summary>
public sealed class BatchSilencing(ITables tables, SilenceBook book, MutedCounts counts)
{
    private const string Prefix = "s";
    private static readonly TimeSpan FirstRun = TimeSpan.FromSeconds(1);

    /// <summary>The events to be told, in their order; what is left out is recorded and counted when this returns.</summary>
    /// <param name="events">The batch's events as far as they are still stored.</param>
    /// <exception cref="TablesUnavailableException">Storage does not answer; call again later.</exception>
    public async Task<IReadOnlyList<LogEvent>> AudibleAsync(OutboxEntry entry, IReadOnlyList<LogEvent> events, CancellationToken cancellationToken)
    {
        var muted = await DecideAsync(entry, events, cancellationToken);
        if (muted.Count == 0)
            return events;
        foreach (var silence in muted.GroupBy(by => by.Value))
            await counts.AddAsync(silence.Key, entry.Key.BatchId, silence.Count(), cancellationToken);
        return [.. events.Where(e => !muted.ContainsKey(e.EventId))];
    }

    /// <summary>The silence that muted the event when its batch was routed, or null.</summary>
    public async Task<Guid?> SilencedByAsync(LogEvent logEvent, CancellationToken cancellationToken)
    {
        if (logEvent.BatchId is not { } batch)
            return null;
        var at = EventKey.Of(logEvent.EventId);
        var muted = await ReadAsync(new RouteMessage(at.Table, at.Partition, batch), cancellationToken);
        return muted is not null && muted.TryGetValue(logEvent.EventId, out var silence) ? silence : null;
    }

    private async Task<IReadOnlyDictionary<Guid, Guid>> DecideAsync(OutboxEntry entry, IReadOnlyList<LogEvent> events, CancellationToken cancellationToken)
    {
        if (IsHintedAgain(entry) && await ReadAsync(entry.Key, cancellationToken) is { } decided)
            return decided;
        var inForce = (await book.CurrentAsync(cancellationToken)).At(entry.ReceivedAt);
        var muted = new Dictionary<Guid, Guid>();
        foreach (var e in inForce.Any ? events : [])
        {
            if (inForce.Of(e) is { } silence)
                muted[e.EventId] = silence.Id;
        }

        if (muted.Count == 0)
            return muted;
        var result = await tables.Open(entry.Key.Table).CommitAsync([TableWrite.Insert(RowOf(entry.Key, muted))], cancellationToken);
        if (result.Committed)
            return muted;
        return await ReadAsync(entry.Key, cancellationToken) ?? throw new TablesUnavailableException("What was decided about the batch cannot be read.");
    }

    /// <summary>Another may have begun with the batch who knew of silences that this instance does not know yet.</summary>
    private static bool IsHintedAgain(OutboxEntry entry) => entry.Attempts > 0 || entry.HintedAt - entry.ReceivedAt > FirstRun;

    /// <summary>Events with their silences, or null when nothing of the batch was muted.</summary>
    private async Task<Dictionary<Guid, Guid>?> ReadAsync(RouteMessage batch, CancellationToken cancellationToken)
    {
        var row = await tables.Open(batch.Table).GetAsync(batch.Partition, RowKeyOf(batch), cancellationToken);
        return row is null ? null : Ids.Read(row.GetBytes("events")).Zip(Ids.Read(row.GetBytes("silences"))).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private static TableRow RowOf(RouteMessage batch, Dictionary<Guid, Guid> muted) => new TableRow(batch.Partition, RowKeyOf(batch))
        .Set("events", Ids.Write([.. muted.Keys]))
        .Set("silences", Ids.Write([.. muted.Values]));

    private static string RowKeyOf(RouteMessage batch) => Prefix + batch.BatchId.ToString("N");
}
