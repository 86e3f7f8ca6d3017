using NotiLog.Liveness;
using NotiLog.Tables;

namespace NotiLog.Agents;

/// <summary>A turn at an agent's row.</summary>
internal sealed class AgentTurn : LifeTurn
{
    private readonly Agent before;

    public AgentTurn(TableRow read, DateTimeOffset now, DateTimeOffset watchedSince) : base(read, now, watchedSince) =>
        Agent = before = AgentRows.FromRow(read);

    public Agent Agent { get; set; }

    public override Life Life
    {
        get => Agent.Life;
        protected set => Agent = Agent with { Life = value };
    }

    /// <summary>The settings have changed.</summary>
    public bool Configures { get; set; }

    /// <summary>What somebody may want to see at once has changed.</summary>
    public bool Shows => Life.State != before.Life.State || Agent.Connected != before.Connected || Agent.Name != before.Name;

    protected override Expectation Expected => Agent.Expected;

    /// <summary>Goes on to another state; the events of the change, if any, come with it.</summary>
    public void Become(Life life, AgentFailure? failure = null)
    {
        var was = Life;
        Life = life;
        if (AgentEvents.Of(Agent, was, Now, failure) is { } told)
            Raise(told);
    }

    /// <summary>By a live connection; null when it has ended.</summary>
    public void Connect(string? connectionId)
    {
        Row.Set("connection", connectionId);
        Agent = Agent with { Connected = connectionId is not null };
    }

    public override IReadOnlyList<TableWrite> Writes()
    {
        AgentHistory.Advance(Row, before.Life, Life, this);
        return base.Writes();
    }
}
