using NotiLog.Liveness;
using NotiLog.Tables;

namespace NotiLog.Agents;

/// <summary>One writer's turn at an agent's row: what it makes of the row as read. Thrown away when another was first.</summary>
internal sealed class AgentTurn
{
    private readonly Agent before;
    private readonly List<RaisedEvent> raised = [];

    public AgentTurn(TableRow read, DateTimeOffset now, DateTimeOffset watchedSince)
    {
        (Now, WatchedSince, Row) = (now, watchedSince, read.Copy());
        Agent = before = AgentRows.FromRow(read);
    }

    /// <summary>A copy of the row as read, with what was set since.</summary>
    public TableRow Row { get; }

    public Agent Agent { get; set; }

    public DateTimeOffset Now { get; }

    public DateTimeOffset WatchedSince { get; }

    /// <summary>Rows of the same partition that are committed with the agent's.</summary>
    public List<TableWrite> Beside { get; } = [];

    /// <summary>The due-row that looks at the agent has fired, so the next is to be written whenever it is.</summary>
    public bool Looks { get; init; }

    /// <summary>The settings have changed.</summary>
    public bool Configures { get; set; }

    public bool Raises => raised.Count > 0;

    /// <summary>What somebody may want to see at once has changed.</summary>
    public bool Shows => Agent.Life.State != before.Life.State || Agent.Connected != before.Connected || Agent.Name != before.Name;

    /// <summary>Goes on to another state; the events of the change, if any, come with it.</summary>
    public void Become(Life life, AgentFailure? failure = null)
    {
        var was = Agent.Life;
        Agent = Agent with { Life = life };
        if (AgentEvents.Of(Agent, was, Now, failure) is { } told)
            Raise(told);
    }

    public void Raise(RaisedEvent told)
    {
        Agent = Agent with { Life = Agent.Life with { ChangeSeq = Agent.Life.ChangeSeq + 1 } };
        raised.Add(told with { Seq = Agent.Life.ChangeSeq });
    }

    /// <summary>The due-row to write before the commit, or null: the agent's next look, when none is armed that comes early enough.</summary>
    public DateTimeOffset? Arm(TimeSpan overdue)
    {
        var next = Agent.Life.NextLook(WatchedSince, Agent.Expected);
        var armed = Looks ? null : Agent.Life.DueAt;
        var keeps = next is null ? null : armed <= next && armed > Now - overdue ? armed : next;
        Agent = Agent with { Life = Agent.Life with { DueAt = keeps } };
        return keeps == armed ? null : keeps;
    }

    /// <summary>All writes of the commit, the agent's row first.</summary>
    public IReadOnlyList<TableWrite> Writes()
    {
        AgentHistory.Advance(Row, before.Life, Agent.Life, this);
        var row = Agent.Life.ToRow(Row);
        if (raised.Count > 0)
            row = RaisedEvent.Put(row, [.. RaisedEvent.In(Row), .. raised]);
        return [TableWrite.Update(row, Row.ETag!), .. Beside];
    }
}
