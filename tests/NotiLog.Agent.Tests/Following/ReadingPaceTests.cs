using NotiLog.Agent.Following;
using NotiLog.Agent.Tests.Parts;

namespace NotiLog.Agent.Tests.Following;

public sealed class ReadingPaceTests
{
    [Fact]
    public void While_the_server_takes_events_a_backlog_waits_in_its_files_and_nothing_is_dropped()
    {
        using var agent = new AgentFolder { Limit = 64 * 1024 };
        Fill(agent, 40 * 1024);
        Assert.NotNull(agent.Pace().Wait());
        agent.Sending.IsOut = true;
        Assert.Null(agent.Pace().Wait());
    }

    [Fact]
    public void In_an_outage_reading_waits_where_that_is_wanted()
    {
        using var agent = new AgentFolder { Limit = 64 * 1024, WhenFull = WhenFull.Wait };
        agent.Sending.IsOut = true;
        Fill(agent, 40 * 1024);
        Assert.Null(agent.Pace().Wait());
        Fill(agent, 20 * 1024);
        Assert.NotNull(agent.Pace().Wait());
    }

    [Fact]
    public void A_rate_limit_slows_reading_and_drops_nothing()
    {
        using var agent = new AgentFolder { LinesPerSecond = 100 };
        var pace = agent.Pace();
        pace.Pay(250);
        Assert.Equal(2.5, pace.Wait()!.Value.TotalSeconds, 0.01);
        agent.Time.Advance(TimeSpan.FromSeconds(2.5));
        Assert.Null(pace.Wait());
    }

    private static void Fill(AgentFolder agent, int bytes) => agent.Store.Append(
        [new(Agent.Buffering.Rank.Low, 1, bytes, agent.Time.GetUtcNow(), agent.Time.GetUtcNow(), new byte[bytes])], []);
}
