using Microsoft.Extensions.Logging;
using NotiLog.Events;
using NotiLog.Liveness;
using NotiLog.Schedule;
using NotiLog.Tables;

namespace NotiLog.Watches;

/// <summary>Sees the events of batches that are routed: the newest of each series is what its watch has waited for. Once more, or late, changes nothing.</summary>
public sealed class WatchFollower(WatchBook book, SeriesUpdates updates, EventIngest ingest, ILogger<WatchFollower> logger) : IRoutedBatches
{
    public async Task SeeAsync(IReadOnlyList<LogEvent> events, Outgoing outgoing, CancellationToken cancellationToken)
    {
        foreach (var sighting in (await book.CurrentAsync(cancellationToken)).SightingsIn(events))
        {
            var (followed, key) = (sighting.Of, sighting.Key);
            if (followed.Knows(key.Id, sighting.Time))
                continue;
            if (followed.Watch.Labels.Count == 0 || !await IsNewAsync(followed.Watch, key, cancellationToken))
                await SeeAsync(sighting, outgoing, cancellationToken);
            else if (!followed.IsFull(updates.Now))
                await BeginAsync(sighting, outgoing, cancellationToken);
        }
    }

    private async Task BeginAsync(Sighting sighting, Outgoing outgoing, CancellationToken cancellationToken)
    {
        if (!await IsFullAsync(sighting.Of.Watch, cancellationToken))
        {
            await SeeAsync(sighting, outgoing, cancellationToken);
            return;
        }

        await RefuseAsync(sighting.Of.Watch, sighting.Key, outgoing, cancellationToken);
        sighting.Of.Fill(updates.Now);
    }

    private async Task SeeAsync(Sighting sighting, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var watch = sighting.Of.Watch;
        var life = await updates.ChangeAsync(
            new(watch.Id, sighting.Key.Id),
            turn =>
            {
                turn.Follow(watch);
                turn.See(sighting.Time, sighting.EventId);
            },
            () => SeriesTurn.NewRow(watch, sighting.Key, new Life(LifeState.New, updates.Now)),
            isLook: false,
            outgoing,
            cancellationToken);
        sighting.Of.Remember(sighting.Key.Id, life?.State == LifeState.Up ? life.HeardAt : null);
    }

    private async Task<bool> IsNewAsync(Watch watch, SeriesKey key, CancellationToken cancellationToken) =>
        await updates.Rows.RecallAsync(WatchRows.KeyOf(watch.Id), key.Id.ToString("N"), cancellationToken) is null;

    private async Task<bool> IsFullAsync(Watch watch, CancellationToken cancellationToken)
    {
        var query = new TableQuery(WatchRows.KeyOf(watch.Id)) { Select = [] };
        var series = 0;
        await foreach (var _ in updates.Rows.Table.QueryAllAsync(query, cancellationToken))
            series++;
        return series >= Watch.MostSeries;
    }

    /// <summary>Told once a day: the event of a day is the same, whoever raises it.</summary>
    private async Task RefuseAsync(Watch watch, SeriesKey key, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var day = new DateTimeOffset(updates.Now.UtcDateTime.Date, TimeSpan.Zero);
        logger.LogWarning("The watch {Watch} follows {Most} sets of labels and no more", watch.Name, Watch.MostSeries);
        var told = await ingest.RaiseAsync([WatchEvents.TooMany(watch, key, day)], new Sender($"watch/{watch.Id:N}", AuditLog.Service), cancellationToken);
        foreach (var hint in told.Hints)
            outgoing.Add(OutboxSweep.Queue, hint.ToJson());
    }
}
