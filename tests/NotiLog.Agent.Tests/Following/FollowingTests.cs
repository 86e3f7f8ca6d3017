using NotiLog.Agent.Tests.Parts;

namespace NotiLog.Agent.Tests.Following;

public sealed class FollowingTests
{
    [Fact]
    public void Lines_come_in_their_order_and_once()
    {
        using var agent = new AgentFolder();
        agent.Write("a.log", "one\ntwo\r\n\n  \nthree\n");
        agent.Follow();
        agent.Follow();
        agent.Write("a.log", "four\n");
        agent.Follow();
        Assert.Equal(["one", "two", "three", "four"], agent.Messages());
    }

    [Fact]
    public void A_line_without_its_end_waits_for_it_however_long_that_takes()
    {
        using var agent = new AgentFolder();
        agent.Write("a.log", "whole\nha");
        agent.Follow();
        agent.Time.Advance(TimeSpan.FromHours(5));
        agent.Follow();
        agent.Kill();
        agent.Follow();
        Assert.Equal(["whole"], agent.Messages());
        agent.Write("a.log", "lf\n");
        agent.Follow();
        Assert.Equal(["whole", "half"], agent.Messages());
    }

    [Fact]
    public void A_line_without_its_end_is_taken_after_a_while_where_that_is_wanted()
    {
        using var agent = new AgentFolder(settings => settings with { TakePartialAfter = TimeSpan.FromSeconds(30) });
        agent.Write("a.log", "no end");
        agent.Follow();
        Assert.Empty(agent.Messages());
        agent.Time.Advance(TimeSpan.FromSeconds(30));
        agent.Follow();
        Assert.Equal(["no end"], agent.Messages());
    }

    [Fact]
    public void Files_that_are_there_at_first_sight_begin_at_their_end_and_later_ones_at_their_beginning()
    {
        using var agent = new AgentFolder(settings => settings with { FromBeginning = false });
        agent.Write("a.log", "old\nbegun ");
        agent.Follow();
        agent.Write("a.log", "and ended\n");
        agent.Write("b.log", "new\n");
        agent.Follow();
        Assert.Equal(["begun and ended", "new"], agent.Messages());
    }

    [Fact]
    public void A_file_that_came_while_the_agent_was_down_is_read_from_its_beginning()
    {
        using var agent = new AgentFolder(settings => settings with { FromBeginning = false });
        agent.Write("a.log", "old\n");
        agent.Follow();
        agent.Kill();
        agent.Write("a.log", "meanwhile\n");
        agent.Write("b.log", "meanwhile too\n");
        agent.Follow();
        Assert.Equal(["meanwhile", "meanwhile too"], agent.Messages());
    }

    [Fact]
    public void Ids_and_times_are_the_same_when_lines_are_read_again_and_go_on_after_a_restart()
    {
        using var agent = new AgentFolder();
        agent.Write("a.log", "2026-11-30 10:00:00 a\n2026-11-30 10:00:00 b\nno time\n");
        agent.Follow();
        var first = agent.Events();
        agent.Kill();
        agent.Write("a.log", "2026-11-30 10:00:00 c\n2026-11-30 10:00:01 d\n2026-11-30 09:00:00 e\n2026-11-30 09:00:00 f\n");
        agent.Follow();
        var second = agent.Events();
        Assert.Equal(
            ["10:00:00.000000", "10:00:00.000001", "12:00:01.000000", "12:00:01.000000", "10:00:00.000000"],
            new[] { first[0], first[1], first[2], first[2], first[0] }.Select(Time));
        Assert.Equal(["10:00:00.000000", "10:00:01.000000", "09:00:00.000000", "09:00:00.000001"], second.Select(Time));
        var ids = first.Concat(second).Select(one => one.GetProperty("id").GetString()!).ToList();
        Assert.Equal(7, ids.Distinct().Count());
        Assert.Single(ids.Select(id => id.Split('.')[0]).Distinct());
        Assert.All(ids, id => Assert.Matches("^[A-Za-z0-9._:-]{1,64}$", id));
    }

    [Fact]
    public void Times_that_the_server_would_not_take_become_the_time_of_reading_and_are_kept_in_the_context()
    {
        using var agent = new AgentFolder();
        agent.Write("a.log", "2026-01-01 10:00:00 long ago\n2027-01-01 10:00:00 far ahead\n");
        agent.Follow();
        var events = agent.Events();
        Assert.Equal(["12:00:01.000000", "12:00:01.000001"], events.Select(Time));
        Assert.Equal("2026-01-01T10:00:00.0000000Z", events[0].GetProperty("context").GetProperty("originalTime").GetString());
    }

    [Fact]
    public void A_clock_set_back_a_little_keeps_the_order_and_set_back_far_is_believed()
    {
        using var agent = new AgentFolder();
        agent.Time.AutoAdvanceAmount = TimeSpan.Zero;
        agent.Write("a.log", "one\n");
        agent.Follow();
        agent.Time.AdjustTime(agent.Time.GetUtcNow().AddSeconds(-5));
        agent.Write("a.log", "two\n");
        agent.Follow();
        agent.Time.AdjustTime(agent.Time.GetUtcNow().AddHours(-1));
        agent.Write("a.log", "three\n");
        agent.Follow();
        Assert.Equal(["12:00:01.000000", "12:00:01.000001", "10:59:58.000000"], agent.Events().Select(Time));
    }

    [Fact]
    public void What_could_not_be_stored_is_read_again()
    {
        using var agent = new AgentFolder();
        agent.Write("a.log", "one\n");
        agent.Follow();
        using (var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={agent.Database};Pooling=False"))
        {
            other.Open();
            using var trigger = other.CreateCommand();
            trigger.CommandText = "CREATE TRIGGER full BEFORE INSERT ON segments BEGIN SELECT RAISE(FAIL, 'no room'); END";
            trigger.ExecuteNonQuery();
            agent.Write("a.log", "two\n");
            Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(agent.Follow);
            Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(agent.Follow);
            trigger.CommandText = "DROP TRIGGER full";
            trigger.ExecuteNonQuery();
        }

        agent.Follow();
        Assert.Equal(["one", "two"], agent.Messages());
    }

    [Fact]
    public void Levels_below_what_is_wanted_and_lines_that_are_not_wanted_are_left_out()
    {
        using var agent = new AgentFolder(settings => settings with { Include = [new("shop|INFO|DEBUG")], Exclude = [new("GET /health")] }) { LeastLevel = Agent.Events.Level.Info };
        agent.Write("a.log", "DEBUG shop\nINFO shop\nINFO GET /health\nother\n");
        agent.Follow();
        Assert.Equal(["INFO shop"], agent.Messages());
    }

    [Fact]
    public void An_event_says_where_it_comes_from()
    {
        using var agent = new AgentFolder(settings => settings with { Labels = new Dictionary<string, string> { ["service"] = "shop", ["team"] = "core" } });
        agent.Write("a.log", "WARN x\n");
        agent.Follow();
        var one = Assert.Single(agent.Events());
        Assert.Equal(("web-1", "shop", "warning", "core", agent.File("a.log")), (
            one.GetProperty("host").GetString(), one.GetProperty("service").GetString(), one.GetProperty("level").GetString(),
            one.GetProperty("context").GetProperty("team").GetString(), one.GetProperty("context").GetProperty("file").GetString()));
    }

    private static string Time(System.Text.Json.JsonElement one) => one.GetProperty("time").GetDateTime().ToString("HH:mm:ss.ffffff", null);
}
