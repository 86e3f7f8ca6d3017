using NotiLog.Agent.Tests.Parts;

namespace NotiLog.Agent.Tests.Following;

public sealed class RotationTests
{
    private static readonly TimeSpan LongAfter = TimeSpan.FromMinutes(11);

    [Fact]
    public void A_renamed_file_is_read_to_its_end_with_what_is_still_written_into_it()
    {
        using var agent = new AgentFolder();
        agent.Write("app.log", "1\n");
        agent.Follow();
        agent.Write("app.log", "2\n");
        File.Move(agent.File("app.log"), agent.File("app.log.1"));
        agent.Write("app.log", "4\n");
        agent.Write("app.log.1", "3\n");
        agent.Follow();
        agent.Write("app.log.1", "late\n");
        agent.Follow();
        Assert.Equal(["1", "2", "3", "4", "late"], agent.Messages());
    }

    [Fact]
    public void A_last_line_without_its_end_is_taken_when_nobody_writes_into_the_renamed_file_any_more()
    {
        using var agent = new AgentFolder();
        agent.Write("app.log", "1\nno end");
        agent.Follow();
        File.Move(agent.File("app.log"), agent.File("app.log.1"));
        agent.Follow();
        Assert.Equal(["1"], agent.Messages());
        agent.Time.Advance(LongAfter);
        agent.Follow();
        agent.Follow();
        Assert.Equal(["1", "no end"], agent.Messages());
    }

    [Fact]
    public void A_file_renamed_while_the_agent_was_down_is_found_under_its_new_name()
    {
        using var agent = new AgentFolder();
        agent.Write("app.log", "1\n");
        agent.Follow();
        agent.Kill();
        agent.Write("app.log", "2\n");
        File.Move(agent.File("app.log"), agent.File("app.log-20261130"));
        agent.Write("app.log", "3\n");
        agent.Follow();
        agent.Kill();
        agent.Write("app.log-20261130", "late\n");
        agent.Follow();
        Assert.Equal(["1", "2", "3", "late"], agent.Messages().Order());
    }

    [Fact]
    public void Files_that_came_and_were_rotated_away_between_two_looks_or_while_the_agent_was_down_are_read_too()
    {
        using var agent = new AgentFolder();
        agent.Write("app.log.3", "older than the agent\n");
        Pause(agent);
        agent.Write("app.log", "1\n");
        agent.Follow();
        Rotate(agent, "2\n", "3\n", "4\n");
        agent.Follow();
        agent.Kill();
        Rotate(agent, "5\n", "6\n");
        agent.Follow();
        agent.Kill();
        agent.Follow();
        Assert.Equal(["1", "2", "3", "4", "5", "6"], agent.Messages().Order());
    }

    [Fact]
    public void After_copy_and_truncation_the_rest_is_read_from_the_copy()
    {
        using var agent = new AgentFolder();
        agent.Write("app.log", "1 first line\n");
        agent.Follow();
        agent.Write("app.log", "2 not read yet\n");
        CopyAndTruncate(agent);
        agent.Write("app.log", "3\n");
        agent.Follow();
        agent.Follow();
        Assert.Equal(["1 first line", "2 not read yet", "3"], agent.Messages().Order());
    }

    [Fact]
    public void Copy_and_truncation_while_the_agent_was_down_lose_nothing()
    {
        using var agent = new AgentFolder();
        agent.Write("app.log", "1 first line\n");
        agent.Follow();
        agent.Kill();
        agent.Write("app.log", "2 not read yet\n");
        CopyAndTruncate(agent);
        agent.Write("app.log", "3 is longer than what was in the file before, so that its size tells nothing\n");
        agent.Follow();
        agent.Kill();
        agent.Follow();
        Assert.Equal(["1", "2", "3"], agent.Messages().Order().Select(message => message[..1]));
    }

    [Fact]
    public void A_copy_that_the_pattern_covers_too_is_not_read_twice()
    {
        using var agent = new AgentFolder(pattern: "app.log*");
        agent.Write("app.log", "1 first line\n");
        agent.Follow();
        agent.Write("app.log", "2 not read yet\n");
        File.Copy(agent.File("app.log"), agent.File("app.log.1"));
        agent.Follow();
        File.WriteAllText(agent.File("app.log"), "");
        agent.Write("app.log", "3\n");
        agent.Follow();
        agent.Follow();
        agent.Kill();
        agent.Follow();
        Assert.Equal(["1 first line", "2 not read yet", "3"], agent.Messages().Order());
    }

    [Fact]
    public void A_renamed_file_that_the_pattern_covers_too_is_the_same_file()
    {
        using var agent = new AgentFolder(pattern: "app.log*");
        agent.Write("app.log", "1\n");
        agent.Follow();
        File.Move(agent.File("app.log"), agent.File("app.log.1"));
        agent.Write("app.log", "2\n");
        agent.Follow();
        agent.Kill();
        File.Move(agent.File("app.log.1"), agent.File("app.log.2"));
        File.Move(agent.File("app.log"), agent.File("app.log.1"));
        agent.Write("app.log", "3\n");
        agent.Follow();
        Assert.Equal(["1", "2", "3"], agent.Messages());
    }

    [Theory]
    [InlineData("x\n")]
    [InlineData("same size\n")]
    [InlineData("longer than what stood there before\n")]
    public void A_file_that_is_written_anew_is_read_anew(string text)
    {
        using var agent = new AgentFolder();
        agent.Write("app.log", "10 bytes.\n");
        agent.Follow();
        agent.Time.Advance(TimeSpan.FromSeconds(1));
        File.WriteAllText(agent.File("app.log"), text);
        File.SetLastWriteTimeUtc(agent.File("app.log"), new DateTime(2026, 11, 30, 12, 30, 0, DateTimeKind.Utc));
        agent.Follow();
        Assert.Equal(["10 bytes.", text.TrimEnd()], agent.Messages());
        Assert.Equal(2, agent.Peek().Select(one => one.GetProperty("id").GetString()).Distinct().Count());
    }

    [Fact]
    public void A_deleted_file_is_read_to_its_end_and_let_go_and_one_of_the_same_name_is_another()
    {
        using var agent = new AgentFolder();
        agent.Write("app.log", "1\n");
        agent.Follow();
        agent.Write("app.log", "2\n");
        File.Delete(agent.File("app.log"));
        agent.Follow();
        agent.Write("app.log", "1\n");
        agent.Follow();
        agent.Time.Advance(LongAfter);
        agent.Follow();
        agent.Kill();
        agent.Follow();
        Assert.Equal(["1", "2", "1"], agent.Messages());
    }

    [Fact]
    public void A_link_that_leads_elsewhere_now_is_followed_there_after_the_old_file_has_been_read()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var agent = new AgentFolder(pattern: "current.log");
        agent.Write("monday", "1\n");
        File.CreateSymbolicLink(agent.File("current.log"), agent.File("monday"));
        agent.Follow();
        agent.Write("monday", "2\n");
        agent.Write("tuesday", "3\n");
        File.Delete(agent.File("current.log"));
        File.CreateSymbolicLink(agent.File("current.log"), agent.File("tuesday"));
        agent.Follow();
        Assert.Equal(["1", "2", "3"], agent.Messages());
    }

    [Fact]
    public void A_link_changed_while_the_agent_was_down_leaves_nothing_unread()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var agent = new AgentFolder(pattern: "current.log");
        agent.Write("monday", "1\n");
        File.CreateSymbolicLink(agent.File("current.log"), agent.File("monday"));
        agent.Follow();
        agent.Kill();
        agent.Write("monday", "2\n");
        agent.Write("tuesday", "3\n");
        File.Delete(agent.File("current.log"));
        File.CreateSymbolicLink(agent.File("current.log"), agent.File("tuesday"));
        agent.Follow();
        Assert.Equal(["1", "2", "3"], agent.Messages().Order());
    }

    [Fact]
    public void Zeros_that_truncation_leaves_under_a_program_with_its_old_place_are_no_lines()
    {
        using var agent = new AgentFolder();
        agent.Write("app.log", "1\n");
        agent.Follow();
        using (var file = new FileStream(agent.File("app.log"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(0);
            file.Position = 3 * 1024 * 1024;
            file.Write("2\n"u8);
        }

        agent.Follow();
        agent.Write("app.log", "3\n");
        agent.Follow();
        Assert.Equal(["1", "2", "3"], agent.Messages());
    }

    /// <summary>Renames what is there, as logrotate does, for each of the texts.</summary>
    private static void Rotate(AgentFolder agent, params string[] texts)
    {
        foreach (var text in texts)
        {
            for (var n = 9; n > 0; n--)
            {
                if (File.Exists(agent.File($"app.log.{n}")))
                    File.Move(agent.File($"app.log.{n}"), agent.File($"app.log.{n + 1}"));
            }

            File.Move(agent.File("app.log"), agent.File("app.log.1"));
            Pause(agent);
            agent.Write("app.log", text);
        }
    }

    /// <summary>Until the file system's clock has gone on: files that are made in one of its ticks are of the same age.</summary>
    private static void Pause(AgentFolder agent)
    {
        var probe = agent.File("probe");
        File.WriteAllText(probe, "");
        var born = NotiLog.Agent.Following.FileStat.Of(probe)!.Value.Identity.Born;
        var since = System.Diagnostics.Stopwatch.StartNew();
        do
        {
            File.Delete(probe);
            File.WriteAllText(probe, "");
        }
        while (NotiLog.Agent.Following.FileStat.Of(probe)!.Value.Identity.Born == born && since.Elapsed < TimeSpan.FromSeconds(2));
        File.Delete(probe);
    }

    private static void CopyAndTruncate(AgentFolder agent)
    {
        File.Copy(agent.File("app.log"), agent.File("app.log.1"));
        using var file = new FileStream(agent.File("app.log"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.SetLength(0);
    }
}
