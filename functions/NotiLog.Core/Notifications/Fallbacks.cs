using Microsoft.Extensions.Logging;
using NotiLog.Schedule;
using NotiLog.Tables;

namespace NotiLog.Notifications;

/// <summary>
/// Brings a delivery, and those of its chain of fallbacks, to where they belong: taken over, superseded, or going on by themselves.
/// Everything is decided from the rows and written by ETag, so it may run any number of times, anywhere, after any crash.
/// </summary>
public sealed class Fallbacks(DeliveryStore deliveries, FallbackTakeover takeover, DueTable dueTable, DeliveryTools tools)
{
    private const int Tries = 50;

    /// <summary>After so many times <c>Delivery:FallbackAfter</c> nobody waits for a chain any more, whatever state it is in.</summary>
    private const int LongestChain = 10;

    private DateTimeOffset Now => tools.Time.GetUtcNow();

    public Task LookAsync(Guid id, Outgoing outgoing, CancellationToken cancellationToken) => LookAsync(id, [], outgoing, cancellationToken);

    /// <param name="seen">Channels that were changed meanwhile may have made two deliveries each other's fallback.</param>
    private async Task LookAsync(Guid id, HashSet<Guid> seen, Outgoing outgoing, CancellationToken cancellationToken)
    {
        if (!seen.Add(id) || await MoveAsync(id, outgoing, cancellationToken) is not { } delivery)
            return;
        if (delivery.Status == DeliveryStatus.Delivered)
            await ReleaseAsync(delivery, cancellationToken);
        if (delivery.IsOpen && delivery.Fallback != FallbackStage.Spent)
            return;
        foreach (var first in await FirstsOfAsync(delivery, cancellationToken))
        {
            if (first.Status is not (DeliveryStatus.Delivered or DeliveryStatus.Superseded))
                await LookAsync(first.Id, seen, outgoing, cancellationToken);
        }
    }

    /// <summary>Step by step until nothing is left to do for it now.</summary>
    private async Task<Delivery?> MoveAsync(Guid id, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var delivery = await deliveries.FindAsync(id, cancellationToken);
        for (var attempt = 0; delivery is not null && attempt < Tries; attempt++)
        {
            var next = await StepAsync(delivery, outgoing, cancellationToken);
            if (ReferenceEquals(next, delivery))
                return delivery;
            delivery = next ?? await deliveries.FindAsync(id, cancellationToken);
        }

        return delivery is null ? null : throw new TablesUnavailableException($"Delivery {id} changes faster than it can be written");
    }

    /// <summary>The delivery itself when nothing is to be done, as it is after a step, or null when somebody else changed it first.</summary>
    private async Task<Delivery?> StepAsync(Delivery delivery, Outgoing outgoing, CancellationToken cancellationToken)
    {
        if (delivery.Status is DeliveryStatus.Delivered or DeliveryStatus.Superseded || delivery.Fallback == FallbackStage.None)
            return delivery;
        if (delivery.IsSending(Now))
        {
            if (delivery.FallbackAt <= Now)
                await dueTable.AddAsync(FallbackDue.RowOf(delivery.Id, delivery.DueAt!.Value), cancellationToken);
            return delivery;
        }

        if (delivery.Fallback == FallbackStage.Armed)
        {
            var due = delivery.Status == DeliveryStatus.Failed || delivery.FallbackAt <= Now;
            return due ? await takeover.TakeOverAsync(delivery, cancellationToken) : delivery;
        }

        return delivery.TakenOver is { } by ? await JudgeAsync(delivery, by, outgoing, cancellationToken) : delivery;
    }

    /// <summary>What the fallback's deliveries have come to.</summary>
    private async Task<Delivery?> JudgeAsync(Delivery delivery, Takeover by, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var spent = delivery.Fallback == FallbackStage.Spent;
        var fallbacks = await takeover.EnsureAsync(delivery, by, outgoing, cancellationToken);
        if (fallbacks.Any(fallback => fallback.Status is DeliveryStatus.Delivered or DeliveryStatus.Superseded))
            return await SupersedeAsync(delivery, cancellationToken);
        if (spent)
            return delivery;
        var deadline = by.At + tools.Options.FallbackAfter;
        if (fallbacks.All(fallback => IsSpent(fallback, Now >= deadline)) || Now >= by.At + (LongestChain * tools.Options.FallbackAfter))
            return await GoOnAsync(delivery, by, fallbacks, outgoing, cancellationToken);
        if (delivery.FallbackAt > Now)
            return delivery;
        var next = Now < deadline ? deadline : Now + tools.Options.FallbackAfter;
        await dueTable.AddAsync(FallbackDue.RowOf(delivery.Id, next), cancellationToken);
        return await deliveries.UpdateAsync(delivery with { FallbackAt = next }, cancellationToken);
    }

    /// <summary>Whether a fallback's delivery has no more to give for now; one without a fallback of its own is waited for until the deadline.</summary>
    private static bool IsSpent(Delivery fallback, bool late) => fallback.Fallback switch
    {
        FallbackStage.None => late || fallback.Status == DeliveryStatus.Failed,
        FallbackStage.Spent => true,
        _ => false,
    };

    /// <summary>The chain came to nothing: an open delivery tries again itself, a failed one stays failed; both say so.</summary>
    private async Task<Delivery?> GoOnAsync(Delivery delivery, Takeover by, IReadOnlyList<Delivery> fallbacks, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var failed = fallbacks.All(fallback => fallback.Status == DeliveryStatus.Failed);
        var verdict = failed ? $"failed too: {(fallbacks is [.., var last] ? last.Error : "its recipients are gone")}" : "has not delivered either";
        var alone = delivery with { Fallback = FallbackStage.Spent, FallbackAt = null, Error = $"{delivery.Error}; the fallback {by.Channel} {verdict}" };
        tools.Logger.LogError("Delivery {Delivery} through {Channel}: {Error}", delivery.Id, delivery.Channel, alone.Error);
        if (delivery.Status == DeliveryStatus.Failed)
            return await deliveries.UpdateAsync(alone, cancellationToken);
        var due = Now + tools.HintAfter;
        await dueTable.AddAsync(DeliveryDue.RowOf(delivery.Id, due), cancellationToken);
        var resumed = await deliveries.UpdateAsync(alone with { Status = DeliveryStatus.Retrying, NextAttemptAt = Now, DueAt = due }, cancellationToken);
        if (resumed is not null)
            outgoing.Add(DeliverMessage.QueueOf(delivery.Type), new DeliverMessage(delivery.Id).ToJson());
        return resumed;
    }

    private Task<Delivery?> SupersedeAsync(Delivery delivery, CancellationToken cancellationToken) => deliveries.UpdateAsync(
        delivery with
        {
            Status = DeliveryStatus.Superseded,
            Holder = null,
            NextAttemptAt = null,
            DueAt = null,
            FallbackAt = null,
        },
        cancellationToken);

    /// <summary>The first delivered after all: what was made only for it, and is not being sent, need not go.</summary>
    private async Task ReleaseAsync(Delivery settled, CancellationToken cancellationToken)
    {
        foreach (var id in settled.TakenOver?.Deliveries ?? [])
        {
            if (await WithdrawAsync(id, cancellationToken) is { } withdrawn)
                await ReleaseAsync(withdrawn, cancellationToken);
        }
    }

    private async Task<Delivery?> WithdrawAsync(Guid id, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var fallback = await deliveries.FindAsync(id, cancellationToken);
            if (fallback is not { IsOpen: true, FallbackOf: not null } || fallback.IsSending(Now))
                return null;
            var firsts = await FirstsOfAsync(fallback, cancellationToken);
            if (!firsts.All(first => first.Status is DeliveryStatus.Delivered or DeliveryStatus.Superseded))
                return null;
            if (await SupersedeAsync(fallback, cancellationToken) is { } superseded)
                return superseded;
        }

        return null;
    }

    /// <summary>The deliveries that this one was taken for as a fallback.</summary>
    private async Task<List<Delivery>> FirstsOfAsync(Delivery fallback, CancellationToken cancellationToken)
    {
        var firsts = new List<Delivery>();
        await foreach (var each in deliveries.OfNotificationAsync(fallback.NotificationId, cancellationToken))
        {
            if (each.TakenOver?.Deliveries.Contains(fallback.Id) == true)
                firsts.Add(each);
        }

        return firsts;
    }
}
