using NotiLog.Liveness;

namespace NotiLog.Agents;

/// <summary>A stored agent, without its keys.</summary>
/// <param name="Name">Unique, case ignored: events are labelled by it.</param>
/// <param name="CreatedBy">Name of the caller who made it.</param>
/// <param name="PreviousKeyUntil">Until when the key before the current one is accepted; null when there is none.</param>
public sealed record Agent(
    Guid Id,
    string Name,
    Life Life,
    Expectation Expected,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? PreviousKeyUntil)
{
    public AgentSettings Settings { get; init; } = AgentSettings.None;

    /// <summary>Null before the first heartbeat.</summary>
    public AgentReport? Report { get; init; }

    /// <summary>Whether it holds a live connection; a hint.</summary>
    public bool Connected { get; init; }

    /// <summary>By which it may be pinged and nothing else; for operators.</summary>
    public string PingKey { get; init; } = "";

    /// <summary>The label <c>host</c> of what is told about it.</summary>
    public string Host => Report?.Host ?? Name;

    public HeartbeatAnswer Answer(DateTimeOffset now) =>
        new(Settings.HeartbeatInterval ?? (Expected.Cron is null ? Expected.Interval : TimeSpan.FromMinutes(1)), Settings.MinLevel, Settings.Processes, now);
}

/// <summary>The last heartbeat, and what is known of each process from those before.</summary>
/// <param name="ReceivedAt">By the server's clock; the other times are by the agent's.</param>
public sealed record AgentReport(
    string? Version, string? Host, string? Os, DateTimeOffset? StartedAt, long? Buffered, long? Dropped, DateTimeOffset ReceivedAt,
    IReadOnlyList<AgentProcess> Processes);
