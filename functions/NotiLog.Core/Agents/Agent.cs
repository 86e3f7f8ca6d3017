using System.Text.Json;
using NotiLog.Requests;

namespace NotiLog.Agents;

/// <summary>Whether an agent is heard of; <see cref="New"/> until its first heartbeat.</summary>
public enum AgentState
{
    New,
    Up,
    Late,
    Down,
    Paused,
}

/// <summary>A stored agent, without its keys.</summary>
/// <param name="Name">Unique, case ignored: events are labelled by it.</param>
/// <param name="HeartbeatInterval">1 s..365 d.</param>
/// <param name="Grace">What may pass after the interval before the agent is down; 1 s..365 d.</param>
/// <param name="CreatedBy">Name of the caller who made it.</param>
/// <param name="PreviousKeyUntil">Until when the key before the current one is accepted; null when there is none.</param>
public sealed record Agent(
    Guid Id,
    string Name,
    AgentState State,
    TimeSpan HeartbeatInterval,
    TimeSpan Grace,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    DateTimeOffset? PreviousKeyUntil);

/// <summary>Body of <c>POST /api/v1/agents</c>: <c>{"name": 1..128 characters, "heartbeatInterval": "1m", "grace": "1m"}</c>, both durations 1s..365d.</summary>
public sealed record AgentRequest(string Name, TimeSpan HeartbeatInterval, TimeSpan Grace)
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    public static Result<AgentRequest> Read(JsonElement body)
    {
        var faults = new Faults();
        var fields = new JsonFields(body, "", faults);
        var name = fields.Text("name", required: true);
        var interval = fields.Duration("heartbeatInterval", Usual, Shortest, Longest);
        var grace = fields.Duration("grace", Usual, Shortest, Longest);
        fields.Close();
        return faults.Any ? Problem.From(faults) : new AgentRequest(name!, interval, grace);
    }
}
