using System.Text.Json;
using CsCheck;
using NotiLog.Events;
using NotiLog.Routing;

namespace NotiLog.Tests.Routing;

public sealed class GroupKeyTests
{
    [Fact]
    public void Values_stand_in_the_order_of_the_route()
    {
        var key = KeyOf("r", ["service", "context.order.id", "level", "agentId", "host"], RoutingSamples.Event(e => e with { Context = """{"order":{"id":7}}""" }));
        Assert.Equal("""{"service":"payments","context.order.id":"7","level":"error","agentId":"","host":"web-1"}""", JsonSerializer.Serialize(key.Values));
    }

    [Fact]
    public void A_route_without_fields_is_one_group()
    {
        var first = KeyOf("r", [], RoutingSamples.Event());
        Assert.Empty(first.Values);
        Assert.Equal(first.Id, KeyOf("r", [], RoutingSamples.Event(e => e with { Host = "other" })).Id);
        Assert.NotEqual(first.Id, KeyOf("r2", [], RoutingSamples.Event()).Id);
    }

    [Fact]
    public void A_recovery_falls_into_the_group_of_what_it_ends()
    {
        var down = RoutingSamples.Event(e => e with { Level = Level.Critical });
        var up = RoutingSamples.Event(e => e with { Level = Level.Info, Recovers = true, EndedLevel = Level.Critical });
        Assert.Equal(KeyOf("r", ["level"], down).Id, KeyOf("r", ["level"], up).Id);
    }

    [Fact]
    public void Long_values_are_cut_where_they_are_shown_and_still_tell_groups_apart()
    {
        var text = new string('x', 255);
        var first = KeyOf("r", ["context.t"], WithText(text + "💥1"));
        var second = KeyOf("r", ["context.t"], WithText(text + "💥2"));
        Assert.Equal(text + "…", first.Values["context.t"]);
        Assert.Equal(first.Values, second.Values);
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public void Ids_are_equal_exactly_when_route_and_values_are()
    {
        var value = Gen.Char["ab1:; \ud800"].Array[0, 3].Select(letters => new string(letters));
        var key = Gen.Select(Gen.OneOf("r", "r1"), Gen.OneOf<string[]>(["host"], ["service"], ["host", "service"], ["service", "host"]), value, value)
            .Select((route, fields, host, service) => (route, fields, host, service));
        Gen.Select(key, key).Sample((a, b) =>
        {
            var one = KeyOf(a.route, a.fields, RoutingSamples.Event(e => e with { Host = a.host, Service = a.service }));
            var other = KeyOf(b.route, b.fields, RoutingSamples.Event(e => e with { Host = b.host, Service = b.service }));
            var same = a.route == b.route && one.Values.SequenceEqual(other.Values);
            return same == (one.Id == other.Id) && one.Id.Length == 64 && one.Id.All(char.IsAsciiHexDigitLower);
        });
    }

    private static LogEvent WithText(string text) =>
        RoutingSamples.Event(e => e with { Context = JsonSerializer.Serialize(new { t = text }) });

    private static GroupKey KeyOf(string route, string[] groupBy, LogEvent logEvent)
    {
        var json = JsonSerializer.Serialize(new { name = route, match = Array.Empty<string>(), channels = new[] { "c" }, groupBy });
        return Assert.Single(RoutingSamples.Routing(json).Evaluate(logEvent)).Group;
    }
}
