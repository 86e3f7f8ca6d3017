using Microsoft.Extensions.Logging;
using NotiLog.Common;
using NotiLog.Schedule;

namespace NotiLog.Notifications;

/// <summary>Puts a delivery on hold and a fallback channel in its place.</summary>
public sealed class FallbackTakeover(DeliveryStore deliveries, DeliveryOpening opening, ChannelDirectory channels, DueTable dueTable, DeliveryTools tools)
{
    private DateTimeOffset Now => tools.Time.GetUtcNow();

    /// <summary>
    /// The delivery on hold; or, when no channel of the chain can be used, going on alone. Null when somebody else changed it first.
    /// The fallback's deliveries follow with <see cref="EnsureAsync"/>, for which a due-row is there first.
    /// </summary>
    public async Task<Delivery?> TakeOverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var (fallback, obstacles) = await NextAsync(delivery.Channel, cancellationToken);
        if (fallback is null)
            return await deliveries.UpdateAsync(Alone(delivery, obstacles), cancellationToken);
        var look = Now + tools.HintAfter;
        var held = delivery with
        {
            Fallback = FallbackStage.AtWork,
            FallbackAt = look,
            TakenOver = new Takeover(fallback.Name, [.. DraftsOf(delivery, fallback).Select(draft => draft.Id)], Now),
            Error = string.Join("; ", [delivery.Error ?? $"not delivered within {Durations.Format(tools.Options.FallbackAfter)}", .. obstacles]),
        };
        if (delivery.IsOpen)
            held = held with { Status = DeliveryStatus.Retrying, NextAttemptAt = null, DueAt = null, Holder = null, Slot = null };
        await dueTable.AddAsync(FallbackDue.RowOf(delivery.Id, look), cancellationToken);
        var won = await deliveries.UpdateAsync(held, cancellationToken);
        if (won is not null)
            tools.Logger.LogWarning("Delivery {Delivery} through {Channel} is taken over by {Fallback}: {Error}", delivery.Id, delivery.Channel, fallback.Name, held.Error);
        return won;
    }

    /// <summary>The fallback's deliveries; those that a crash kept from being made are made. Recipients that have left the channel since are left out.</summary>
    public async Task<IReadOnlyList<Delivery>> EnsureAsync(Delivery delivery, Takeover by, Outgoing outgoing, CancellationToken cancellationToken)
    {
        var found = new List<Delivery>();
        var drafts = default(Dictionary<Guid, Delivery>);
        foreach (var id in by.Deliveries)
        {
            var there = await deliveries.FindAsync(id, cancellationToken);
            if (there is null && delivery.Fallback == FallbackStage.AtWork)
            {
                drafts ??= await channels.FindFreshAsync(by.Channel, cancellationToken) is { } channel
                    ? DraftsOf(delivery, channel).ToDictionary(draft => draft.Id)
                    : [];
                if (drafts.GetValueOrDefault(id) is { } draft)
                    await opening.OpenAsync(draft, outgoing, cancellationToken);
                there = await deliveries.FindAsync(id, cancellationToken);
            }

            if (there is not null)
                found.Add(there);
        }

        return found;
    }

    private IEnumerable<Delivery> DraftsOf(Delivery delivery, Channel fallback) => opening
        .DraftsOf(delivery.NotificationId, delivery.Route, Now, fallback)
        .Select(draft => draft with { FallbackOf = delivery.Channel, Trace = delivery.Trace });

    private static Delivery Alone(Delivery delivery, IReadOnlyList<string> obstacles) => delivery with
    {
        Fallback = obstacles.Count == 0 ? FallbackStage.None : FallbackStage.Spent,
        FallbackAt = null,
        Error = obstacles.Count == 0 ? delivery.Error : string.Join("; ", delivery.Error is null ? obstacles : [delivery.Error, .. obstacles]),
    };

    /// <summary>The first channel down the chain that can be used, and what keeps those before it from being.</summary>
    private async Task<(Channel? Fallback, IReadOnlyList<string> Obstacles)> NextAsync(string name, CancellationToken cancellationToken)
    {
        var obstacles = new List<string>();
        var seen = new HashSet<string> { name };
        var channel = await channels.FindFreshAsync(name, cancellationToken);
        while (channel?.Fallback is { } next && seen.Add(next))
        {
            channel = await channels.FindFreshAsync(next, cancellationToken);
            if (ObstacleOf(channel) is not { } obstacle)
                return (channel, obstacles);
            obstacles.Add($"the fallback {next} {obstacle}");
        }

        return (null, obstacles);
    }

    private string? ObstacleOf(Channel? channel)
    {
        if (channel is not { Enabled: true })
            return channel is null ? "no longer exists" : "is disabled";
        if (tools.TransportOf(channel.Type) is not { } transport)
            return $"is of the unknown type {channel.Type}";
        return transport.Obstacle() is { } obstacle ? $"cannot be used: {obstacle}" : null;
    }
}
