using CsCheck;
using NotiLog.Events;
using NotiLog.Routing;

namespace NotiLog.Tests.Routing;

public sealed class CompiledRoutingTests
{
    [Fact]
    public void The_first_route_that_matches_wins()
    {
        var routing = RoutingSamples.Routing(
            """{"name":"other","match":["service=other"],"channels":["a"]}""",
            """{"name":"first","match":["service=payments"],"channels":["b"]}""",
            """{"name":"second","match":[],"channels":["c"]}""");
        Assert.Equal(["first"], Names(routing, RoutingSamples.Event()));
    }

    [Fact]
    public void A_route_that_continues_lets_later_ones_match_too()
    {
        var routing = RoutingSamples.Routing(
            """{"name":"first","match":[],"channels":["a"],"continue":true}""",
            """{"name":"no","match":["host=none"],"channels":["b"]}""",
            """{"name":"second","match":[],"channels":["c"]}""",
            """{"name":"third","match":[],"channels":["d"]}""");
        Assert.Equal(["first", "second"], Names(routing, RoutingSamples.Event()));
    }

    [Fact]
    public void A_disabled_route_is_as_if_it_were_not_there()
    {
        var routing = RoutingSamples.Routing(
            """{"name":"off","match":[],"channels":["a"],"enabled":false}""",
            """{"name":"on","match":[],"channels":["b"]}""");
        Assert.Equal(["on"], Names(routing, RoutingSamples.Event()));
    }

    [Fact]
    public void A_route_without_channels_ends_the_search_and_wants_nothing()
    {
        var mute = """{"name":"mute","match":["service=payments"],"channels":[]}""";
        var all = """{"name":"all","match":[],"channels":["a"]}""";
        var routing = RoutingSamples.Routing(mute, all);
        Assert.Equal(["mute"], Names(routing, RoutingSamples.Event()));
        Assert.False(routing.Wants(RoutingSamples.Event()));
        Assert.True(routing.Wants(RoutingSamples.Event(e => e with { Service = "mail" })));
        var continued = mute.Replace("[]}", "[],\"continue\":true}", StringComparison.Ordinal);
        Assert.True(RoutingSamples.Routing(continued, all).Wants(RoutingSamples.Event()));
    }

    [Fact]
    public void The_empty_document_wants_nothing() =>
        Assert.False(new CompiledRouting(0, RoutingDocument.Empty).Wants(RoutingSamples.Event()));

    [Fact]
    public void Each_route_tells_why_it_did_not_take_the_event()
    {
        var routing = RoutingSamples.Routing(
            """{"name":"off","match":[],"channels":[],"enabled":false}""",
            """{"name":"near","match":["service=payments"," level > error ","host=none"],"channels":[]}""",
            """{"name":"taken","match":["context.orderId=4711"],"channels":[]}""",
            """{"name":"late","match":["context.orderId=4711"],"channels":[]}""");
        Assert.Equal(
            [
                new("off", RouteOutcome.Disabled),
                new("near", RouteOutcome.Failed, "level > error"),
                new("taken", RouteOutcome.Matched),
                new RouteVerdict("late", RouteOutcome.NotReached),
            ],
            routing.Explain(RoutingSamples.Event(e => e with { Context = """{"orderId":4711}""" })));
    }

    [Fact]
    public void Wants_evaluation_and_explanation_agree_with_the_rule_written_plainly()
    {
        var route = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Bool, Gen.Bool, Gen.Bool)
            .Select((service, level, goesOn, enabled, told) => (service, level, goesOn, enabled, told));
        Gen.Select(route.Array[0, 8], Gen.Int[0, 3], Gen.Int[0, 3]).Sample((routes, service, level) =>
        {
            var routing = RoutingSamples.Routing([.. routes.Select((r, i) => $$"""
                {"name":"{{i}}","match":["service!=s{{r.service}}","level>={{((Level)r.level).Name()}}"],"channels":[{{(r.told ? "\"c\"" : "")}}],
                 "continue":{{(r.goesOn ? "true" : "false")}},"enabled":{{(r.enabled ? "true" : "false")}}}
                """)]);
            var logEvent = RoutingSamples.Event(e => e with { Service = $"s{service}", Level = (Level)level });
            var expected = new List<int>();
            for (var i = 0; i < routes.Length && (expected.Count == 0 || routes[expected[^1]].goesOn); i++)
            {
                if (routes[i].enabled && routes[i].service != service && level >= routes[i].level)
                    expected.Add(i);
            }

            var names = expected.Select(i => $"{i}").ToList();
            Assert.Equal(names, Names(routing, logEvent));
            Assert.Equal(names, routing.Explain(logEvent).Where(verdict => verdict.Outcome == RouteOutcome.Matched).Select(verdict => verdict.Route));
            Assert.Equal(expected.Exists(i => routes[i].told), routing.Wants(logEvent));
        });
    }

    private static IEnumerable<string> Names(CompiledRouting routing, LogEvent logEvent) =>
        routing.Evaluate(logEvent).Select(match => match.Route.Name);
}
