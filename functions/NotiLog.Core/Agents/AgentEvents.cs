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
    /// <param name="failure">Why it is down; null when it is for its silence.</param>
    public static RaisedEvent? Of(Agent agent, Life was, DateTimeOffset now, AgentFailure? failure)
    {
        if (agent.Life.State == LifeState.Down && was.State != LifeState.Down)
        {
            var message = $"{agent.Name} is down: {failure?.Reason ?? Silence(was, now)}";
            return new(0, now, Kind, Level.Critical, null, message, agent.Host, agent.Name, Context(agent, was, failure));
        }

        if (agent.Life.State != LifeState.Up || was.State != LifeState.Down)
            return null;
        var back = $"{agent.Name} is back: it was down for {Spoken.Span(now - was.Since)} (since {Spoken.Moment(was.Since, now)})";
        return new(0, now, Kind, Level.Info, Level.Critical, back, agent.Host, agent.Name, Context(agent, was, null));
    }

    private static string Silence(Life was, DateTimeOffset now)
    {
        if (was.RunSince is { } run)
            return $"its run has not ended for {Spoken.Span(now - run)} (begun {Spoken.Moment(run, now)})";
        return was.HeardAt is { } heard
            ? $"no heartbeat for {Spoken.Span(now - heard)} (since {Spoken.Moment(heard, now)})"
            : $"not heard since {Spoken.Moment(was.Since, now)}";
    }

    private static string Context(Agent agent, Life was, AgentFailure? failure)
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
        if (failure?.ExitCode is { } code)
            json.WriteNumber("exitCode", code);
        json.WriteEndObject();
        return text.ToText();
    }
}

/// <summary>What a job said of its failure.</summary>
internal sealed record AgentFailure(string Reason, int? ExitCode);
