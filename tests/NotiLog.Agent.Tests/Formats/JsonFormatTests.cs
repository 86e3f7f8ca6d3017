using NotiLog.Agent.Events;
using NotiLog.Agent.Formats;
using NotiLog.Agent.Tests.Parts;

namespace NotiLog.Agent.Tests.Formats;

public sealed class JsonFormatTests
{
    [Fact]
    public void Well_known_names_become_fields_and_the_rest_stays_in_the_context()
    {
        var line = Read.Line("json", """{"@timestamp":"2026-11-30T10:00:01Z","log.level":"WARN","message":"привет","trace":{"id":"t-1"},"service":{"name":"shop"},"order":{"id":7},"n":1.50,"exc_info":["a","b"]}""")!;
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 10, 0, 1, TimeSpan.Zero), line.Time);
        Assert.Equal(Level.Warning, line.Level);
        Assert.Equal(("привет", "t-1", "shop", "a\nb"), (line.Message, line.TraceId, line.Service, line.StackTrace));
        Assert.Equal("""{"id":7}""", line.Context.Single(field => field.Name == "order").Json.GetRawText());
        Assert.Equal("1.50", line.Context.Single(field => field.Name == "n").Json.GetRawText());
        Assert.DoesNotContain(line.Context, field => field.Name is "message" or "@timestamp" or "log.level" or "exc_info");
    }

    [Theory]
    [InlineData("""{"level":30,"time":1796033730123,"msg":"pino"}""", "Info")]
    [InlineData("""{"level":"fatal","ts":1796033730.123,"msg":"zap"}""", "Critical")]
    [InlineData("""{"severity":"ERROR","timestamp":"2026-11-30 10:15:30.123","text":"x"}""", "Error")]
    public void Loggers_of_other_languages_are_known(string text, string level)
    {
        var line = Read.Line("json", text)!;
        Assert.Equal(level, line.Level.ToString());
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 10, 15, 30, 123, TimeSpan.Zero), line.Time);
    }

    [Fact]
    public void The_files_own_names_come_first()
    {
        var line = new LogLine();
        var format = new JsonFormat(new Dictionary<string, string> { ["message"] = "payload.what", ["requestId"] = "rid" });
        Assert.True(format.TryRead("""{"payload":{"what":"this"},"message":"not this","rid":"r-9"}""", Read.Times(), line));
        Assert.Equal(("this", "r-9"), (line.Message, line.RequestId));
        Assert.Contains(line.Context, field => field is { Name: "message", Text: "not this" });
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"message":"half \ud800 pair"}""")]
    [InlineData("""{"x":{"y":"half \ud800 pair"},"message":"m"}""")]
    [InlineData("""{"message":"cut in the mid""")]
    [InlineData("[1,2]")]
    [InlineData("text")]
    public void What_the_server_would_refuse_is_not_taken_as_json(string text) => Assert.Null(Read.Line("json", text));

    [Fact]
    public void An_object_without_a_message_is_its_own_message()
    {
        var line = Read.Line("json", """{"a":1}""")!;
        Assert.Equal("""{"a":1}""", line.Message);
    }
}
