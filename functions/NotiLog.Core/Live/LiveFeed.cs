using NotiLog.Agents;
using NotiLog.Events;
using NotiLog.Notifications;
using NotiLog.Schedule;

namespace NotiLog.Live;

/// <param name="Target">What clients listen to: <c>events</c>, <c>agentChanged</c> or <c>deliveryChanged</c>.</param>
/// <param name="Argument">Its one argument, to be written as JSON.</param>
public sealed record LiveMessage(string Target, object Argument);

/// <summary>
/// What this process has to show to those who watch, until an invocation takes it along. At most one turn every 400 ms (a few may come together after a
/// pause); what does not fit is dropped, the oldest first: the lists are the truth. Nothing is kept while nobody watches.
/// </summary>
public sealed class LiveFeed(LiveAudience audience, TimeProvider time) : ICommittedEvents, IDeliveryChanges
{
    /// <summary>In one message.</summary>
    public const int MostEvents = 200;

    /// <summary>Agents, and deliveries, in one turn.</summary>
    public const int MostChanges = 50;

    private const double MostTurns = 4;
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(400);

    private readonly Lock gate = new();
    private readonly Queue<LiveEvent> events = [];
    private readonly LatestChanges agents = new(MostChanges);
    private readonly LatestChanges deliveries = new(MostChanges);
    private double turns = MostTurns;
    private long countedAt = time.GetTimestamp();

    public bool IsWanted => audience.MayWatch;

    private bool IsEmpty => events.Count == 0 && agents.IsEmpty && deliveries.IsEmpty;

    public void Committed(IReadOnlyList<LogEvent> committed)
    {
        var last = committed.Skip(committed.Count - MostEvents).Select(LiveEvent.Of).ToList();
        lock (gate)
        {
            last.ForEach(events.Enqueue);
            while (events.Count > MostEvents)
                events.Dequeue();
        }
    }

    public void Changed(Delivery delivery)
    {
        if (!IsWanted || delivery.Status is DeliveryStatus.Pending or DeliveryStatus.Sending)
            return;
        lock (gate)
            deliveries.Set(delivery.Id, new LiveDelivery(delivery.Id, delivery.NotificationId, delivery.Channel, delivery.Status, delivery.Attempts));
    }

    /// <summary>What became of agents, by <see cref="AgentChanged.Topic"/>.</summary>
    public void Hear(Outgoing outgoing)
    {
        if (!IsWanted || outgoing.For(AgentChanged.Topic) is not { } changes)
            return;
        lock (gate)
        {
            foreach (var change in changes.Select(AgentChanged.FromJson))
                agents.Set(change.Id, change);
        }
    }

    /// <summary>What is to be sent now, or null. Never fails, and waits half a second at most.</summary>
    public async ValueTask<IReadOnlyList<LiveMessage>?> TakeAsync()
    {
        lock (gate)
        {
            if (IsEmpty)
                return null;
        }

        var watched = await audience.IsWatchedAsync();
        lock (gate)
        {
            if (!watched)
                Clear();
            return watched && !IsEmpty && TryTakeTurn() ? Drain() : null;
        }
    }

    private List<LiveMessage> Drain()
    {
        var messages = new List<LiveMessage>();
        if (events.Count > 0)
            messages.Add(new LiveMessage("events", events.ToArray()));
        messages.AddRange(agents.All.Select(agent => new LiveMessage("agentChanged", agent)));
        messages.AddRange(deliveries.All.Select(delivery => new LiveMessage("deliveryChanged", delivery)));
        Clear();
        return messages;
    }

    private void Clear()
    {
        events.Clear();
        agents.Clear();
        deliveries.Clear();
    }

    private bool TryTakeTurn()
    {
        var now = time.GetTimestamp();
        turns = Math.Min(MostTurns, turns + time.GetElapsedTime(countedAt, now) / Spacing);
        countedAt = now;
        if (turns < 1)
            return false;
        turns--;
        return true;
    }
}
