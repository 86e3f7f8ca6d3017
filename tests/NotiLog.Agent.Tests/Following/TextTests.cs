using System.Text;
using NotiLog.Agent.Configuration;
using NotiLog.Agent.Tests.Parts;

namespace NotiLog.Agent.Tests.Following;

public sealed class TextTests
{
    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16le", true)]
    [InlineData("utf-16le", false)]
    [InlineData("utf-16be", true)]
    [InlineData("utf-16be", false)]
    [InlineData("windows-1251", false)]
    [InlineData("cp866", false)]
    [InlineData("koi8-r", false)]
    public void Encodings_with_and_without_byte_order_mark_in_any_pieces(string name, bool isMarked)
    {
        var encoding = Values.TextEncoding(name)!;
        using var agent = new AgentFolder(settings => isMarked ? settings : settings with { Encoding = encoding });
        byte[] bytes = [.. isMarked ? Mark(name) : [], .. encoding.GetBytes("первая\r\nвторая \u043a\u0430\nтретья\n")];
        for (var at = 0; at < bytes.Length; at += 7)
        {
            agent.Write("a.log", bytes[at..Math.Min(at + 7, bytes.Length)]);
            agent.Follow();
            if (at % 21 == 0)
                agent.Kill();
        }

        Assert.Equal(["первая", "вторая ка", "третья"], agent.Messages());
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_marked_or_read_as_the_other_encoding()
    {
        byte[] bytes = [.. "ok \xff\n"u8[..3], 0xff, (byte)'\n', .. Values.TextEncoding("windows-1251")!.GetBytes("старая\n"), .. "новая\n"u8];
        using var agent = new AgentFolder();
        agent.Write("a.log", bytes);
        agent.Follow();
        Assert.Equal("ok \uFFFD", agent.Messages()[0]);
        using var other = new AgentFolder(settings => settings with { FallbackEncoding = Values.TextEncoding("windows-1251") });
        other.Write("a.log", bytes);
        other.Follow();
        Assert.Equal(["ok я", "старая", "новая"], other.Messages());
    }

    [Theory]
    [InlineData(300 * 1024)]
    [InlineData(5 * 1024 * 1024)]
    public void A_line_that_is_too_long_is_cut_visibly_and_the_next_one_is_whole(int length)
    {
        using var agent = new AgentFolder();
        agent.Write("a.log", "before\n");
        agent.Write("a.log", new string('x', length));
        agent.Follow();
        agent.Kill();
        agent.Follow();
        agent.Write("a.log", "y\nafter\n");
        agent.Follow();
        var messages = agent.Messages();
        Assert.Equal(3, messages.Count);
        Assert.EndsWith("… [cut: the line is longer than 240 KiB]", messages[1], StringComparison.Ordinal);
        Assert.True(messages[1].Length <= 250 * 1024);
        Assert.Equal("after", messages[2]);
    }

    [Fact]
    public void An_event_that_would_be_too_large_is_cut_until_the_server_takes_it()
    {
        using var agent = new AgentFolder(settings => settings with { Encoding = Values.TextEncoding("windows-1251")! });
        agent.Write("a.log", Values.TextEncoding("windows-1251")!.GetBytes(new string('я', 200_000) + "\n"));
        agent.Follow();
        var message = Assert.Single(agent.Messages());
        Assert.InRange(Encoding.UTF8.GetByteCount(message), 100 * 1024, 256 * 1024);
        Assert.EndsWith("[cut: 200000 characters]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Zero_bytes_within_a_line_are_marked()
    {
        using var agent = new AgentFolder();
        agent.Write("a.log", "\0\0\0a\0b\n\0\0");
        agent.Follow();
        Assert.Equal(["a\uFFFDb"], agent.Messages());
    }

    private static byte[] Mark(string name) => name switch { "utf-8" => [0xEF, 0xBB, 0xBF], "utf-16le" => [0xFF, 0xFE], _ => [0xFE, 0xFF] };
}
