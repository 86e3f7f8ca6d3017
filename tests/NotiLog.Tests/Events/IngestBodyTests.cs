using System.Text;
using NotiLog.Events;
using NotiLog.Requests;

namespace NotiLog.Tests.Events;

public sealed class IngestBodyTests
{
    private static Result<List<EventDraft>> Read(string body, bool ndjson = false) => IngestBody.Read(Encoding.UTF8.GetBytes(body), ndjson);

    private static Faults FaultsOf(string body) => Assert.Single(Read(body).Value).Faults ?? new Faults();

    [Theory]
    [InlineData("""{"level":"info"}""", "message")]
    [InlineData("""{"message":"m"}""", "level")]
    [InlineData("""{"level":null,"message":"m"}""", "level")]
    [InlineData("""{"level":"loud","message":"m"}""", "level")]
    [InlineData("""{"level":3,"message":"m"}""", "level")]
    [InlineData("""{"level":"info","message":""}""", "message")]
    [InlineData("""{"level":"info","message":["m"]}""", "message")]
    [InlineData("""{"level":"info","message":"m","colour":"red"}""", "colour")]
    [InlineData("""{"level":"info","message":"m","message":"n"}""", "message")]
    [InlineData("""{"level":"info","message":"m","request_id":"1","requestId":"1"}""", "requestId")]
    [InlineData("""{"level":"info","message":"\ud800"}""", "message")]
    [InlineData("""{"level":"info","message":"m","host":"a\u0001b"}""", "host")]
    [InlineData("""{"level":"info","message":"m","kind":"agent"}""", "kind")]
    [InlineData("""{"level":"info","message":"m","id":"with space"}""", "id")]
    [InlineData("""{"level":"info","message":"m","time":"2026-11-23T10:15:30"}""", "time")]
    [InlineData("""{"level":"info","message":"m","time":1763892930}""", "time")]
    [InlineData("""{"level":"info","message":"m","context":[1]}""", "context")]
    [InlineData("""{"level":"info","message":"m","context":{"a":{"b":1,"b":2}}}""", "context")]
    [InlineData("""{"level":"info","message":"m","context":{"a":"\udc00"}}""", "context")]
    [InlineData("""{"level":"info","message":"m","context":{"\ud800":1}}""", "context")]
    public void Names_the_field_at_fault(string body, string field) => Assert.Contains(field, FaultsOf(body).ByField.Keys);

    [Fact]
    public void Names_every_fault_of_an_event() =>
        Assert.Equal(["colour", "host", "level", "message"], FaultsOf("""{"colour":1,"host":7,"level":"x"}""").ByField.Keys.Order());

    [Theory]
    [InlineData("{")]
    [InlineData("[1,2")]
    [InlineData("""{"level":"info","message":"m"} trailing""")]
    [InlineData("""{"level":"info","message":NaN}""")]
    [InlineData("")]
    [InlineData("[]")]
    public void Refuses_what_is_not_one_json_document_of_events(string body) => Assert.Contains("body", Read(body).Problem!.Faults!.ByField.Keys);

    [Fact]
    public void Refuses_invalid_utf8_in_json_and_only_its_line_in_ndjson()
    {
        byte[] bad = [.. Encoding.UTF8.GetBytes("""{"level":"info","message":" """), 0xff, .. Encoding.UTF8.GetBytes("\"}")];
        Assert.Equal(ProblemKind.Invalid, IngestBody.Read(bad, isNdjson: false).Problem!.Kind);

        byte[] lines = [.. bad, (byte)'\n', .. Encoding.UTF8.GetBytes("""{"level":"info","message":"good"}""")];
        var drafts = IngestBody.Read(lines, isNdjson: true).Value;
        Assert.NotNull(drafts[0].Faults);
        Assert.Null(drafts[1].Faults);
    }

    [Fact]
    public void One_bad_line_of_ndjson_is_rejected_alone()
    {
        var drafts = Read("{\"level\":\"info\",\"message\":\"a\"}\r\n\n{oops}\n[1]\n{\"level\":\"warn\",\"message\":\"b\"}", ndjson: true).Value;

        Assert.Equal([false, true, true, false], drafts.Select(d => d.Faults is not null));
    }

    [Fact]
    public void Refuses_more_than_5000_events()
    {
        var body = "[" + string.Join(',', Enumerable.Repeat("""{"level":"info","message":"m"}""", 5001)) + "]";

        Assert.Equal(ProblemKind.TooLarge, Read(body).Problem!.Kind);
    }

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    [InlineData(900, false)]
    public void Context_may_be_nested_to_level_64_of_the_event(int levels, bool taken)
    {
        var context = string.Concat(Enumerable.Repeat("{\"a\":", levels - 1)) + "{}" + new string('}', levels - 1);

        Assert.Equal(taken, !FaultsOf($$"""{"level":"info","message":"m","context":{{context}}}""").Any);
    }

    [Fact]
    public void Refuses_an_event_over_256_kib_of_text() =>
        Assert.Contains("event", FaultsOf($$"""{"level":"info","message":"{{new string('x', (256 * 1024) + 1)}}"}""").ByField.Keys);

    [Fact]
    public void Escapes_do_not_count_towards_the_size_of_an_event() =>
        Assert.False(FaultsOf($$"""{"level":"info","message":"{{string.Concat(Enumerable.Repeat("\\u0434", 100_000))}}"}""").Any);

    [Theory]
    [InlineData("FATAL")]
    [InlineData("warn")]
    [InlineData("Notice")]
    [InlineData("err")]
    public void Takes_the_usual_synonyms_of_levels(string level) => Assert.False(FaultsOf($$"""{"level":"{{level}}","message":"m"}""").Any);

    [Fact]
    public void Takes_the_snake_case_names_and_a_byte_order_mark() =>
        Assert.False(FaultsOf("\ufeff" + """{"level":"info","message":"m","request_id":"r","correlation_id":"c","stack_trace":"s","trace_id":"t","span_id":"p"}""").Any);
}
