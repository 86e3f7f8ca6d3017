using NotiLog.Common;
using NotiLog.Events;
using NotiLog.Liveness;

namespace NotiLog.Agents;

/// <summary>What is told of an agent: that it is down, and that it is back.</summary>
internal static class AgentEvents
{
    public const string Kind = "agent";

    /// <summary>The event of a change, or null when nothing is told of it.</summary>
    /// <param name="agent">As it is after the change.</param>
    /// <param name="reason">Why it is down, when it is not for its silence.</param>
    public static RaisedEvent? Of(Agent agent, Life was, DateTimeOffset now, string? reason)
    {
        var life = agent.Life;
        if (life.State == LifeState.Down && was.State != LifeState.Down)
            return Event(agent, was, Level.Critical, null, $"{agent.Name} is down: {reason ?? Silence(was, now)}", now);
        return life.State == LifeState.Up && was.State == LifeState.Down
            ? Event(agent, was, Level.Info, Level.Critical, $"{agent.Name} is back: it was down for {Spoken.Span(now - was.Since)} (since {Spoken.Moment(was.Since, now)})", now)
            : null;
    }

    private static string Silence(Life was, DateTimeOffset now)
    {
        if (was.RunSince is { } run)
            return $"its run has not ended for {Spoken.Span(now - run)} (begun {Spoken.Moment(run, now)})";
        return was.HeardAt is { } heard
            ? $"no heartbeat for {Spoken.Span(now - heard)} (since {Spoken.Moment(heard, now)})"
            : $"not heard since {Spoken.Moment(was.Since, now)}";
    }

    private static RaisedEvent Event(Agent agent, Life was, Level level, Level? ended, string message, DateTimeOffset now)
    {
        using var text = new JsonText();
        var json = text.Writer;
        json.WriteStartObject();
        json.WriteString("agentId", agent.Id);
        json.WriteString("agentName", agent.Name);
        json.WriteString("state", agent.Life.State.Name());
        json.WriteString("previousState", was.State.Name());
        if (was.HeardAt is { } heard)
            json.WriteString("lastSeenAt", heard.UtcDateTime);
        json.WriteString("since", was.Since.UtcDateTime);
        json.WriteEndObject();
        return new RaisedEvent(0, now, Kind, level, ended, message, agent.Host, agent.Name, text.ToText());
    }
}
