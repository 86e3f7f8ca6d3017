using NotiLog.Requests;


namespace NotiLog.Tests.Routing;

public sealed class RoutingTesterTests : IDisposable
{
    private readonly RoutingParts parts = new();

    [Fact]
    public async Task Shows_matches_groups_and_texts_of_the_document_in_force()
    {
        await parts.Here.PutChannelAsync("ops", ""","language":"ru" """);
        await parts.Here.PutChannelAsync("mail");
        await parts.Here.PutRoutesAsync(
            """{"name":"first","match":["level>=error"],"channels":["ops"],"groupBy":["service"],"continue":true}""",
            """{"name":"second","match":[],"channels":["mail","ops"]}""");
        var shown = (await parts.Here.Tester.TestAsync(RoutingSamples.Event(), null, parts.None)).Value;
        Assert.Equal(["first", "second"], shown.Matches.Select(match => match.Route));
        Assert.Equal("payments", shown.Matches[0].GroupKey["service"]);
        Assert.Empty(shown.Matches[1].GroupKey);
        Assert.Equal(["mail", "ops"], shown.Matches[1].Channels);
        Assert.Equal(
            [new("ops", "ops ru first 1 payment 4711 failed False"), new KeyValuePair<string, string>("mail", "mail en second 1 payment 4711 failed False")],
            shown.Rendered);
    }

    [Fact]
    public async Task Tries_a_draft_without_storing_it()
    {
        await parts.Here.PutChannelAsync("ops");
        var draft = RoutingSamples.Json("""{"routes":[{"name":"draft","match":["host=web-1"],"channels":["ops"]}]}""");
        var shown = (await parts.Here.Tester.TestAsync(RoutingSamples.Event(), draft, parts.None)).Value;
        Assert.Equal("draft", Assert.Single(shown.Matches).Route);
        Assert.Equal("ops", Assert.Single(shown.Rendered).Key);
        Assert.Equal(0, await parts.Here.Store.CurrentVersionAsync(parts.None));
        Assert.Empty((await parts.Here.Tester.TestAsync(RoutingSamples.Event(), null, parts.None)).Value.Matches);
    }

    [Fact]
    public async Task Faults_of_a_draft_are_named_below_routing()
    {
        var draft = RoutingSamples.Json("""{"routes":[{"name":"draft","match":["hosts=1"],"channels":["gone"]}]}""");
        var problem = (await parts.Here.Tester.TestAsync(RoutingSamples.Event(), draft, parts.None)).Problem;
        Assert.Equal(ProblemKind.Invalid, problem?.Kind);
        Assert.Equal(["routing.routes[0].match[0]", "routing.routes[0].channels[0]"], problem!.Faults!.ByField.Keys);
    }

    public void Dispose() => parts.Dispose();
}
