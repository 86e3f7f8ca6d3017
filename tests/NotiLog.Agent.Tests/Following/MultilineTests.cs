using NotiLog.Agent.Configuration;
using NotiLog.Agent.Following;
using NotiLog.Agent.Formats;
using NotiLog.Agent.Tests.Parts;

namespace NotiLog.Agent.Tests.Following;

public sealed class MultilineTests
{
    private const string Java = """
        2026-11-30 10:00:01,123 ERROR [main] com.foo.Bar - it broke
        java.lang.IllegalStateException: no state
        	at com.foo.Bar.baz(Bar.java:12)
        	at com.foo.Main.main(Main.java:3)
        Caused by: java.io.IOException: disk

        	... 2 more
        2026-11-30 10:00:02,000 INFO  [main] com.foo.Bar - going on

        """;

    [Fact]
    public void A_stack_trace_is_one_event_with_its_trace_apart()
    {
        using var agent = Log4j();
        agent.Write("a.log", Java);
        agent.Follow();
        var first = Assert.Single(agent.Peek());
        Assert.Equal("it broke", first.GetProperty("message").GetString());
        Assert.StartsWith("java.lang.IllegalStateException: no state\n\tat com.foo.Bar.baz", first.GetProperty("stackTrace").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("\t... 2 more", first.GetProperty("stackTrace").GetString(), StringComparison.Ordinal);
        agent.Time.Advance(TimeSpan.FromSeconds(2));
        agent.Follow();
        Assert.Equal(["it broke", "going on"], agent.Messages());
    }

    [Fact]
    public void Written_byte_by_byte_with_pauses_it_is_the_same_two_events()
    {
        using var agent = Log4j();
        foreach (var part in Java.Chunk(9))
        {
            agent.Write("a.log", new string(part));
            agent.Follow();
            if (part.Contains('('))
            {
                // Half a line stands there: its entry is not ended by time.
                agent.Time.Advance(part[^1] == '\n' ? TimeSpan.Zero : TimeSpan.FromMinutes(1));
                agent.Kill();
            }
        }

        agent.Time.Advance(TimeSpan.FromSeconds(3));
        agent.Follow();
        Assert.Equal(["it broke", "going on"], agent.Messages());
        Assert.EndsWith("\t... 2 more", agent.Peek()[0].GetProperty("stackTrace").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_of_text_that_belong_together_stay_in_the_message_and_their_number_has_a_limit()
    {
        using var agent = new AgentFolder(settings => settings with { Multiline = new Multiline(Values.Pattern("^BEGIN"), null, TimeSpan.FromSeconds(2), 3) });
        agent.Write("a.log", "BEGIN a\n1\n2\n3\n4\nBEGIN b\n");
        agent.Follow();
        Assert.Equal(["BEGIN a\n1\n2", "3\n4"], agent.Messages());
    }

    [Fact]
    public void An_entry_larger_than_what_is_read_at_once_is_cut_into_events_and_loses_no_line()
    {
        using var agent = new AgentFolder(settings => settings with { Multiline = new Multiline(Values.Pattern("^BEGIN"), null, TimeSpan.FromSeconds(2), 10_000) });
        agent.Write("a.log", "BEGIN\n" + string.Concat(Enumerable.Range(0, 9000).Select(n => $"line {n:0000} {new string('x', 90)}\n")) + "BEGIN\n");
        agent.Follow();
        var lines = string.Join('\n', agent.Messages()).Split('\n').Where(line => line.StartsWith("line", StringComparison.Ordinal)).Select(line => line[5..9]).ToList();
        Assert.Equal(Enumerable.Range(0, 9000).Select(n => $"{n:0000}"), lines);
    }

    private static AgentFolder Log4j() => new(settings => settings with
    {
        Format = () => KnownFormats.Make("log4j", new Dictionary<string, string>()),
        Multiline = new Multiline(Headers.Log4j(), null, TimeSpan.FromSeconds(2), 500),
    });
}
