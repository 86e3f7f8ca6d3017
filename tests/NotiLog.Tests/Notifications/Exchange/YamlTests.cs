using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using NotiLog.Notifications.Exchange;
using NotiLog.Requests;

namespace NotiLog.Tests.Notifications.Exchange;

public sealed class YamlTests
{
    /// <summary>What some reader of YAML takes for something else than this text.</summary>
    private static readonly string[] Traps =
    [
        "no", "on", "Y", "-100123", "3", "1e3", "12:30", "true", "null", "~", "", " ", "- a", "a: b", "<<", "=", "0o7", ".5", "💥", "---", "...", "a\r\nb",
    ];

    [Theory]
    [InlineData("a: no\nb: -100123\nc: 3\nd: 12:30\ne: 0x1F\nf: 1_000\ng: 2026-11-23\nh: .inf\ni: Yes\nj: 007", """{"a":"no","b":"-100123","c":"3","d":"12:30","e":"0x1F","f":"1_000","g":"2026-11-23","h":".inf","i":"Yes","j":"007"}""")]
    [InlineData("a: true\nb: False\nc: ~\nd:\ne: null\nf: 'true'\ng: \"\"", """{"a":true,"b":false,"c":null,"d":null,"e":null,"f":"true","g":""}""")]
    [InlineData("# why\na: [x, 'y', \"z\\u263A\"] # so\nb:\n  - |\n    one\n    two\n  - >\n    folded\n    text\n", """{"a":["x","y","z☺"],"b":["one\ntwo\n","folded text\n"]}""")]
    [InlineData("---\n{\"a\": {\"b\": []}}\n...\n", """{"a":{"b":[]}}""")]
    [InlineData("\uFEFFматч: 'service=~\"pay.*\"'", """{"матч":"service=~\"pay.*\""}""")]
    public void Reads_what_people_write(string yaml, string json)
    {
        using var document = Read(yaml).Value;
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(json), document.RootElement), document.RootElement.GetRawText());
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("# nothing\n", "is empty")]
    [InlineData("a: 1\nb: 2\na: 3", "line 3, position 1: the key 'a' is there a second time")]
    [InlineData("a:\n  x: 1\n\tb: 1", "line 3, position 1: ")]
    [InlineData("a: &x [1]\nb: 2", "line 1, position 4: anchors are not taken")]
    [InlineData("a: 1\nb: *x", "line 2, position 4: ")]
    [InlineData("a: !!str 3", "line 1, position 4: tags are not taken")]
    [InlineData("? [a]\n: 1", "a key must be plain text")]
    [InlineData("a: 1\n---\nb: 2", "a second document")]
    [InlineData("a: [1, 2", "line ")]
    [InlineData("a: \"\\uD800\"", "line 1, position ")]
    [InlineData("a: @x", "line 1, position 4: ")]
    [InlineData("%YAML 9.9\n---\na: 1", "line 1, ")]
    public void Names_what_it_does_not_take_with_the_line(string yaml, string fault) => Assert.Contains(fault, FaultOf(yaml));

    [Fact]
    public void A_bomb_is_refused_and_not_unfolded()
    {
        Assert.Contains("anchors", FaultOf("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]"));
        foreach (var bomb in (string[])[new('[', 500_000), new('{', 500_000), string.Concat(Enumerable.Repeat("- ", 200_000)), string.Concat(Enumerable.Repeat("? ", 200_000)), "a: " + new string('"', 500_001)])
            Assert.StartsWith("line ", FaultOf(bomb));
        Assert.Contains("not valid UTF-8", YamlReader.Read(new byte[] { (byte)'a', 0xFF }).Problem!.Faults!.ByField["body"][0]);
    }

    [Fact]
    public void What_is_written_is_read_back_as_the_same()
    {
        var text = Gen.OneOf(
            Gen.String,
            Gen.String[Gen.Char[" -:#'\"\n\t[]{},&*!|>%@`~\\?=.0123abcnoyesтест\u0085\u2028\uFEFF"], 0, 12],
            Gen.Int[0, Traps.Length - 1].Select(i => Traps[i]),
            Gen.String[Gen.Char[' ', '~'], 0, 300]);
        Gen.Select(text.Array[0, 5], text, text.Dictionary(text)[0, 4], Gen.Bool).Sample((items, value, members, flag) =>
        {
            var node = new JsonObject
            {
                ["items"] = new JsonArray([.. items.Select(item => (JsonNode)Clean(item))]),
                ["value"] = Clean(value),
                ["flag"] = flag,
                ["none"] = null,
                ["members"] = new JsonObject(members.DistinctBy(pair => Clean(pair.Key)).Select(pair => KeyValuePair.Create(Clean(pair.Key), (JsonNode?)new JsonArray(Clean(pair.Value))))),
            };
            using var read = YamlReader.Read(YamlWriter.Write(node)).Value;
            return JsonNode.DeepEquals(node, JsonNode.Parse(read.RootElement.GetRawText()));
        });
    }

    /// <summary>What JSON and UTF-8 can hold: no half of a surrogate pair.</summary>
    private static string Clean(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static Result<JsonDocument> Read(string yaml) => YamlReader.Read(Encoding.UTF8.GetBytes(yaml));

    private static string FaultOf(string yaml) => Read(yaml).Problem!.Faults!.ByField["body"][0];
}
