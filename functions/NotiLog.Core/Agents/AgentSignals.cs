using System.Text.Json;
using NotiLog.Liveness;
using NotiLog.Schedule;

namespace NotiLog.Agents;

/// <summary>Says to whoever looks on that an agent has changed; goes out as <see cref="Topic"/> of <see cref="Outgoing"/> after the commit. A hint: it may be lost or come late.</summary>
public sealed record AgentChanged(Guid Id, string Name, LifeState State, DateTimeOffset StateSince, DateTimeOffset? LastSeenAt, bool Connected)
{
    public const string Topic = "agentChanged";

    internal static AgentChanged Of(Agent agent) =>
        new(agent.Id, agent.Name, agent.Life.State, agent.Life.Since, agent.Life.HeardAt, agent.Connected);

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <exception cref="JsonException">Not such a message.</exception>
    public static AgentChanged FromJson(string json) =>
        JsonSerializer.Deserialize<AgentChanged>(json, JsonSerializerOptions.Web) ?? throw new JsonException("null is no message");
}

/// <summary>Says to an agent that is connected that its settings have changed; goes out as <see cref="Topic"/> of <see cref="Outgoing"/> after the commit. The next heartbeat answers them too.</summary>
public sealed record AgentConfigured(Guid AgentId, HeartbeatAnswer Settings)
{
    public const string Topic = "agentConfigured";

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <exception cref="JsonException">Not such a message.</exception>
    public static AgentConfigured FromJson(string json) =>
        JsonSerializer.Deserialize<AgentConfigured>(json, JsonSerializerOptions.Web) ?? throw new JsonException("null is no message");
}
