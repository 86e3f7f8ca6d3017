using System.Text.Json;
using CsCheck;
using NotiLog.Requests;
using NotiLog.Routing;

namespace NotiLog.Tests.Routing;

public sealed class RoutingDocumentTests
{
    private const string Plain = """{"name":"a","match":[],"channels":["ops"]}""";

    private static readonly HashSet<string> Channels = ["ops", "mail-ops"];

    [Fact]
    public void A_route_has_the_defaults_of_the_contract()
    {
        var route = Assert.Single(RoutingSamples.Document(Plain).Routes);
        Assert.Equal(("a", false, true), (route.Name, route.Continue, route.Enabled));
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromMinutes(5)), (route.GroupWait, route.GroupInterval));
        Assert.Empty(route.GroupBy);
        Assert.Empty(route.Match);
        Assert.Equal(["ops"], route.Channels);
    }

    [Fact]
    public void A_document_is_written_in_the_shape_of_the_contract()
    {
        const string json = """
            {"routes":[{"name":"платежи","match":["service=~\"pay.*\"","level>=error"],"continue":false,"channels":["ops"],"groupBy":["service","context.order.id"],"groupWait":"30s","groupInterval":"5m","enabled":true}]}
            """;
        Assert.Equal(json.Trim(), RoutingDocument.FromJson(json).ToJson());
    }

    [Theory]
    [InlineData("""{"match":[],"channels":[]}""", "routes[0].name", "is required")]
    [InlineData("""{"name":"","match":[],"channels":[]}""", "routes[0].name", "must not be empty")]
    [InlineData("""{"name":7,"match":[],"channels":[]}""", "routes[0].name", "must be a string")]
    [InlineData("""{"name":"a\n","match":[],"channels":[]}""", "routes[0].name", "control characters")]
    [InlineData("""{"name":"a","channels":[]}""", "routes[0].match", "is required")]
    [InlineData("""{"name":"a","match":"x=1","channels":[]}""", "routes[0].match", "must be an array")]
    [InlineData("""{"name":"a","match":["host=a",7],"channels":[]}""", "routes[0].match[1]", "must be a string")]
    [InlineData("""{"name":"a","match":["host=a","\ud800"],"channels":[]}""", "routes[0].match[1]", "must be a string")]
    [InlineData("""{"name":"a","match":["host=a","nope=b"],"channels":[]}""", "routes[0].match[1]", "unknown field 'nope'")]
    [InlineData("""{"name":"a","match":[]}""", "routes[0].channels", "is required")]
    [InlineData("""{"name":"a","match":[],"channels":["ops","gone"]}""", "routes[0].channels[1]", "'gone', which does not exist")]
    [InlineData("""{"name":"a","match":[],"channels":["ops","ops"]}""", "routes[0].channels[1]", "again")]
    [InlineData("""{"name":"a","match":[],"channels":[],"groupBy":["host","message"]}""", "routes[0].groupBy[1]", "allowed are host, service")]
    [InlineData("""{"name":"a","match":[],"channels":[],"groupBy":["host","host"]}""", "routes[0].groupBy[1]", "again")]
    [InlineData("""{"name":"a","match":[],"channels":[],"groupBy":["context."]}""", "routes[0].groupBy[0]", "allowed are")]
    [InlineData("""{"name":"a","match":[],"channels":[],"groupWait":"2d"}""", "routes[0].groupWait", "must be from 0s to 1d")]
    [InlineData("""{"name":"a","match":[],"channels":[],"groupInterval":"0s"}""", "routes[0].groupInterval", "must be from 1s to 1d")]
    [InlineData("""{"name":"a","match":[],"channels":[],"groupInterval":300}""", "routes[0].groupInterval", "must be a duration")]
    [InlineData("""{"name":"a","match":[],"channels":[],"enabled":"yes"}""", "routes[0].enabled", "must be true or false")]
    [InlineData("""{"name":"a","match":[],"channels":[],"continue":1}""", "routes[0].continue", "must be true or false")]
    [InlineData("""{"name":"a","match":[],"channels":[],"chanels":[]}""", "routes[0].chanels", "is unknown")]
    [InlineData("7", "routes[0]", "must be a JSON object")]
    public void Every_fault_of_a_route_is_named_by_its_path(string route, string path, string fault) =>
        Assert.Contains(fault, Assert.Single(FaultsOf($$"""{"routes":[{{route}}]}""")[path]), StringComparison.Ordinal);

    [Theory]
    [InlineData("[]", "routing", "must be a JSON object")]
    [InlineData("{}", "routing.routes", "is required")]
    [InlineData("""{"routes":{}}""", "routing.routes", "must be an array")]
    [InlineData("""{"routes":[],"version":3}""", "routing.version", "is unknown")]
    public void Faults_of_a_draft_are_named_below_its_place(string json, string path, string fault) =>
        Assert.Contains(fault, FaultsOf(json, "routing")[path][0], StringComparison.Ordinal);

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var faults = FaultsOf("""
            {"routes":[{"name":"a","match":["host"],"channels":["x"],"groupBy":["level","q"]},{"name":"a","match":["level=loud","z=1"],"groupWait":"x"}]}
            """);
        Assert.Equal(
            ["routes[0].match[0]", "routes[0].channels[0]", "routes[0].groupBy[1]", "routes[1].name", "routes[1].match[0]", "routes[1].match[1]", "routes[1].channels", "routes[1].groupWait"],
            faults.Keys);
        Assert.Equal("is already the name of routes[0]; names are unique", faults["routes[1].name"][0]);
    }

    [Theory]
    [InlineData("routes", 501, "routes")]
    [InlineData("match", 51, "routes[0].match")]
    [InlineData("channels", 21, "routes[0].channels")]
    [InlineData("groupBy", 11, "routes[0].groupBy")]
    public void Lists_have_their_limits(string list, int count, string path)
    {
        string Of(string name, string item) => string.Join(',', Enumerable.Range(0, name == list ? count : 0).Select(i => item.Replace("#", $"{i}", StringComparison.Ordinal)));
        var routes = list == "routes"
            ? Of("routes", """{"name":"#","match":[],"channels":[]}""")
            : $$"""{"name":"a","match":[{{Of("match", "\"host=#\"")}}],"channels":[{{Of("channels", "\"c#\"")}}],"groupBy":[{{Of("groupBy", "\"context.k#\"")}}]}""";
        Assert.Equal($"must have at most {count - 1} elements", Assert.Single(FaultsOf($$"""{"routes":[{{routes}}]}""", channels: null)[path]));
    }

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void A_field_to_group_by_has_at_most_256_characters(int length, bool right)
    {
        var json = $$$"""{"routes":[{"name":"a","match":[],"channels":[],"groupBy":["{{{"context.".PadRight(length, 'k')}}}"]}]}""";
        var parsed = RoutingDocument.Parse(RoutingSamples.Json(json), "", null);
        Assert.Equal(right, parsed.Succeeded);
        if (!right)
            Assert.Equal("must be at most 256 characters", Assert.Single(parsed.Problem!.Faults!.ByField["routes[0].groupBy[0]"]));
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var names = Gen.Char["abcя \"\\/<&💥"[..8]].Array[1, 12].Select(letters => new string(letters) + "x");
        var seconds = Gen.Int[1, 86400];
        var match = Gen.OneOf("host=a", "level >= warn", "context.a.b=~\"x\\\\d+\"", "message!=\"\\\"\"").Array[0, 4];
        var groupBy = Gen.Shuffle((string[])["host", "service", "level", "agentId", "context.a"], 0, 5);
        Gen.Select(names, match, groupBy, seconds, Gen.Bool).Sample((name, matchers, fields, time, flag) =>
        {
            var json = JsonSerializer.Serialize(new
            {
                routes = new[] { new { name, match = matchers, @continue = flag, channels = new[] { "c" }, groupBy = fields, groupWait = $"{time}s", groupInterval = $"{time}s", enabled = !flag } },
            });
            var first = RoutingDocument.FromJson(json);
            var second = RoutingDocument.FromJson(first.ToJson());
            var route = second.Routes[0];
            Assert.Equal(first.ToJson(), second.ToJson());
            Assert.Equal((name, flag, !flag, TimeSpan.FromSeconds(time)), (route.Name, route.Continue, route.Enabled, route.GroupWait));
            Assert.Equal(matchers, route.Match.Select(matcher => matcher.Text));
            Assert.Equal(fields, route.GroupBy.Select(field => field.Name));
        });
    }

    private static IReadOnlyDictionary<string, List<string>> FaultsOf(string json, string path = "") => FaultsOf(json, path, Channels);

    private static IReadOnlyDictionary<string, List<string>> FaultsOf(string json, IReadOnlySet<string>? channels) => FaultsOf(json, "", channels);

    private static IReadOnlyDictionary<string, List<string>> FaultsOf(string json, string path, IReadOnlySet<string>? channels)
    {
        var problem = RoutingDocument.Parse(RoutingSamples.Json(json), path, channels).Problem;
        Assert.Equal(ProblemKind.Invalid, problem?.Kind);
        return problem!.Faults!.ByField;
    }
}
