using System.Runtime.InteropServices;
using NotiLog.Common;

namespace NotiLog.Events;

/// <summary>Makes the drafts of one request into events: defaults, times, ids. One instance per request, used in the order sent.</summary>
internal sealed class EventMaker(Sender sender, DateTimeOffset now, TimeSpan oldest, int shards)
{
    private static readonly TimeSpan FarthestAhead = TimeSpan.FromHours(24);
    private static readonly TimeSpan AheadWithoutId = TimeSpan.FromMinutes(5);

    private readonly ulong shard = shards == 1 ? 0 : Uuid7.Hash62(sender.Id) % (ulong)shards;
    private readonly Dictionary<long, int> sameTime = [];

    /// <summary>The event, or null when the draft has faults (more may be added here).</summary>
    public LogEvent? Make(EventDraft draft, int routingVersion)
    {
        var id = draft[EventField.Id];
        var time = TimeOf(draft, id);
        if (draft.Faults is not null)
            return null;
        var source = draft[EventField.Source] ?? sender.Name;
        return new LogEvent
        {
            EventId = id is null ? NextId(time) : IdOf(id, time),
            Time = time,
            ReceivedAt = now,
            Level = draft.Level!.Value,
            Message = draft[EventField.Message]!,
            Host = draft[EventField.Host] ?? sender.Name,
            Service = draft[EventField.Service] ?? source,
            Source = source,
            Environment = draft[EventField.Environment] ?? "default",
            Kind = draft[EventField.Kind] ?? "log",
            Id = id,
            RequestId = draft[EventField.RequestId],
            CorrelationId = draft[EventField.CorrelationId],
            TraceId = draft[EventField.TraceId],
            SpanId = draft[EventField.SpanId],
            StackTrace = draft[EventField.StackTrace],
            Context = draft[EventField.Context],
            AgentId = sender.AgentId,
            Recovers = draft.EndedLevel is not null,
            EndedLevel = draft.EndedLevel,
            RoutingVersion = routingVersion,
        };
    }

    private DateTimeOffset TimeOf(EventDraft draft, string? id)
    {
        var time = draft.Time;
        if (time is null && id is not null)
        {
            if (Guid.TryParseExact(id, "D", out var uuid) && Uuid7.IsUuid7(uuid))
                time = Uuid7.TimeOf(uuid);
            else if (draft.Faults?.ByField.ContainsKey("time") != true)
                draft.Fault("time", "is required with id, unless id is itself a UUIDv7");
        }

        if (time is not { } claimed)
            return now;
        if (claimed < now - oldest)
            draft.Fault("time", $"is older than {oldest.TotalDays:0} days, the oldest that is accepted");
        else if (claimed > now + FarthestAhead)
            draft.Fault("time", "is more than 24 hours ahead of the server's clock");
        return id is null && claimed > now + AheadWithoutId ? now : claimed;
    }

    /// <summary>The client's id decides: whoever sends (sender, id, time) again gets the same event id.</summary>
    private Guid IdOf(string id, DateTimeOffset time) =>
        Uuid7.FromSteps(Uuid7.StepsOf(time), InShard(Uuid7.Hash62($"{sender.Id}\n{id}")));

    /// <summary>Equal times count up, so that the order sent is the order read.</summary>
    private Guid NextId(DateTimeOffset time)
    {
        ref var step = ref CollectionsMarshal.GetValueRefOrAddDefault(sameTime, time.UtcTicks, out _);
        return Uuid7.FromSteps(Uuid7.StepsOf(time) + step++, InShard(Uuid7.Random62()));
    }

    private ulong InShard(ulong bits) => (shard << 59) | (bits & ((1UL << 59) - 1));
}
