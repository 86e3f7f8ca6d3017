using Microsoft.Extensions.Logging;
using NotiLog.Schedule;
using NotiLog.Tables;

namespace NotiLog.Notifications;

/// <summary>Writes down what became of a send and sets off what follows from it. Retry and giving up are decided here, for all channels.</summary>
public sealed class DeliveryRecord(DeliveryStore deliveries, DueTable dueTable, FallbackWatch fallbacks, ChannelMoves moves, DeliveryTools tools)
{
    private const int RecordTries = 5;

    /// <summary>How long a provider may put us off.</summary>
    private static readonly TimeSpan LongestPatience = TimeSpan.FromDays(1);

    private DateTimeOffset Now => tools.Time.GetUtcNow();

    /// <summary>An outcome is worth some patience: when it cannot be written, the message may be sent twice.</summary>
    /// <returns>The delivery as recorded; null when another has it now.</returns>
    public async Task<Delivery?> RecordAsync(Delivery claimed, SendOutcome outcome, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var recorded = default(Delivery);
        for (var attempt = 1; attempt <= RecordTries; attempt++)
        {
            try
            {
                recorded = await RecordOnceAsync(claimed, outcome, cancellationToken);
                break;
            }
            catch (TablesUnavailableException) when (attempt < RecordTries)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), tools.Time, cancellationToken);
            }
        }

        if (recorded is null)
            return null;
        if (recorded.Status == DeliveryStatus.Failed)
            tools.Logger.LogError("Delivery {Delivery} through {Channel} failed: {Error}", recorded.Id, recorded.Channel, recorded.Error);
        await fallbacks.FollowAsync(claimed, recorded, outgoing, cancellationToken);
        if (outcome is SendOutcome.Delivered { MovedTo: { } to })
            await moves.StoreAsync(recorded.Type, recorded.Recipient, to, cancellationToken);
        return recorded;
    }

    private async Task<Delivery?> RecordOnceAsync(Delivery claimed, SendOutcome outcome, CancellationToken cancellationToken)
    {
        var after = await fallbacks.PrepareAsync(After(claimed, outcome), cancellationToken);
        if (after.DueAt is { } due)
            await dueTable.AddAsync(DeliveryDue.RowOf(after.Id, due), cancellationToken);
        if (await deliveries.UpdateAsync(after, cancellationToken) is not { } recorded)
            return outcome is SendOutcome.Delivered ? await SettleLateAsync(after, cancellationToken) : null;
        if (claimed.DueAt is { } leaseEnd && leaseEnd != after.DueAt)
            await dueTable.TidyAsync(DeliveryDue.RowOf(claimed.Id, leaseEnd), cancellationToken);
        return recorded;
    }

    /// <summary>The lease had ended and another took it up: that it arrived is known all the same.</summary>
    private async Task<Delivery?> SettleLateAsync(Delivery delivered, CancellationToken cancellationToken)
    {
        if (await deliveries.FindAsync(delivered.Id, cancellationToken) is not { Status: not DeliveryStatus.Delivered } now)
            return null;
        var settled = now with
        {
            Status = DeliveryStatus.Delivered,
            DeliveredAt = delivered.DeliveredAt,
            ProviderId = delivered.ProviderId,
            Answer = delivered.Answer,
            Error = null,
            Holder = null,
            DueAt = null,
            NextAttemptAt = null,
        };
        return await deliveries.UpdateAsync(settled, cancellationToken);
    }

    private bool IsGivenUp(Delivery claimed, SendOutcome.Retry retry) =>
        claimed.Attempts >= tools.Options.MaxAttempts && (retry.After is null || Now - claimed.CreatedAt > LongestPatience);

    /// <summary>The row after an outcome. A wait that the provider asks for is no failure of the message: it ends only by age.</summary>
    private Delivery After(Delivery claimed, SendOutcome outcome)
    {
        var settled = claimed with { Holder = null, DueAt = null };
        switch (outcome)
        {
            case SendOutcome.Delivered delivered:
                return settled with
                {
                    Status = DeliveryStatus.Delivered,
                    DeliveredAt = Now,
                    ProviderId = delivered.ProviderId,
                    Answer = delivered.Answer,
                    Error = null,
                };
            case SendOutcome.Rejected rejected:
                return settled with { Status = DeliveryStatus.Failed, Error = rejected.Reason };
            case SendOutcome.Retry retry when IsGivenUp(claimed, retry):
                return settled with { Status = DeliveryStatus.Failed, Error = $"given up after {claimed.Attempts} attempts: {retry.Reason}" };
            case SendOutcome.Retry retry:
                var next = Now + (retry.After ?? tools.Options.BackoffAfter(claimed.Attempts, Random.Shared.NextDouble()));
                return settled with { Status = DeliveryStatus.Retrying, NextAttemptAt = next, DueAt = next, Error = retry.Reason };
            default:
                throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "not an outcome");
        }
    }
}
