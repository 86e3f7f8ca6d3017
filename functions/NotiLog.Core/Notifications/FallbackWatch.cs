using Microsoft.Extensions.Logging;
using NotiLog.Schedule;
using NotiLog.Tables;

namespace NotiLog.Notifications;

/// <summary>What a recorded outcome means for fallbacks: the delivery's own, and those it was made as.</summary>
public sealed class FallbackWatch(Fallbacks fallbacks, ChannelDirectory channels, DueTable dueTable, DeliveryTools tools)
{
    /// <summary>
    /// Called before the outcome is written: when something follows from it, a due-row that survives a crash in between is written first.
    /// It lies a little ahead, for who runs it must find the outcome.
    /// </summary>
    public async Task<Delivery> PrepareAsync(Delivery after, CancellationToken cancellationToken)
    {
        if (after.IsOpen)
            return after;
        var stage = after.Fallback;
        if (stage == FallbackStage.None && after.Status == DeliveryStatus.Failed && (await channels.FindFreshAsync(after.Channel, cancellationToken))?.Fallback is not null)
            stage = FallbackStage.Armed;
        var follows = IsLinked(after) || (after.Status == DeliveryStatus.Failed
            && (stage == FallbackStage.Armed || await channels.IsFallbackAsync(after.Channel, cancellationToken)));
        if (!follows)
            return after with { FallbackAt = null };
        var look = tools.Time.GetUtcNow() + tools.HintAfter;
        await dueTable.AddAsync(FallbackDue.RowOf(after.Id, look), cancellationToken);
        return after with { Fallback = stage, FallbackAt = look };
    }

    /// <summary>Called after the outcome was written: does what follows at once. What storage does not take now, the due-row brings back.</summary>
    public async Task FollowAsync(Delivery claimed, Delivery recorded, Outgoing outgoing, CancellationToken cancellationToken)
    {
        try
        {
            if (claimed.FallbackAt is { } before && before != recorded.FallbackAt)
                await dueTable.TidyAsync(FallbackDue.RowOf(recorded.Id, before), cancellationToken);
            if (!await FollowsAsync(recorded, cancellationToken))
                return;
            await fallbacks.LookAsync(recorded.Id, outgoing, cancellationToken);
            if (recorded is { Status: DeliveryStatus.Delivered, FallbackAt: { } look })
                await dueTable.TidyAsync(FallbackDue.RowOf(recorded.Id, look), cancellationToken);
        }
        catch (TablesUnavailableException e)
        {
            tools.Logger.LogWarning("What follows from delivery {Delivery} is left to the schedule: {Reason}", recorded.Id, e.Message);
        }
    }

    private async ValueTask<bool> FollowsAsync(Delivery recorded, CancellationToken cancellationToken) => recorded.Status switch
    {
        DeliveryStatus.Delivered => IsLinked(recorded) || await channels.IsFallbackAsync(recorded.Channel, cancellationToken),
        DeliveryStatus.Failed => recorded.FallbackAt is not null,
        _ => recorded.Fallback == FallbackStage.Spent || recorded.FallbackAt <= tools.Time.GetUtcNow(),
    };

    private static bool IsLinked(Delivery delivery) => delivery.FallbackOf is not null || delivery.TakenOver is not null;
}
