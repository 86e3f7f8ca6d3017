using NotiLog.Events;
using NotiLog.Routing;

namespace NotiLog.Tests.Routing;

public sealed class RoutingMatrixTests
{
    private const string Payments = """{"name":"payments","match":["service=~\"pay.*\"","level>=error"],"channels":["ops"]}""";

    [Fact]
    public void Says_by_service_and_level_who_is_told_in_any_case()
    {
        Assert.Equal(["ops"], Cell("payments", Level.Error, Payments).Channels);
        Assert.Equal(["ops"], Cell("payments", Level.Critical, Payments).Channels);
        Assert.Empty(Cell("payments", Level.Warning, Payments).Channels);
        Assert.Empty(Cell("orders", Level.Critical, Payments).Channels);
    }

    [Fact]
    public void A_route_that_asks_for_more_tells_perhaps()
    {
        const string Hosts = """{"name":"hosts","match":["host=web-1"],"channels":["web"]}""";
        Assert.Equal(["web"], Cell("payments", Level.Info, Hosts).Perhaps);
        Assert.Empty(Cell("payments", Level.Info, Hosts).Channels);
    }

    [Fact]
    public void A_route_before_it_that_may_take_the_event_makes_a_route_uncertain()
    {
        const string Mail = """{"name":"all","match":[],"channels":["mail"]}""";
        const string Hosts = """{"name":"hosts","match":["host=web-1"],"channels":["web"],"continue":CONTINUE}""";
        var ending = Cell("payments", Level.Error, Hosts.Replace("CONTINUE", "false", StringComparison.Ordinal), Mail);
        Assert.Equal([[], ["mail", "web"]], new[] { ending.Channels, ending.Perhaps });
        var going = Cell("payments", Level.Error, Hosts.Replace("CONTINUE", "true", StringComparison.Ordinal), Mail);
        Assert.Equal([["mail"], ["web"]], new[] { going.Channels, going.Perhaps });
    }

    [Fact]
    public void The_first_certain_route_ends_the_search_unless_it_continues()
    {
        const string Last = """{"name":"last","match":[],"channels":["mail"]}""";
        Assert.Equal(["ops"], Cell("payments", Level.Error, Payments, Last).Channels);
        Assert.Empty(Cell("payments", Level.Error, Payments, Last).Perhaps);
        Assert.Equal(["mail"], Cell("payments", Level.Info, Payments, Last).Channels);
        Assert.Equal(["mail", "ops"], Cell("payments", Level.Error, Payments.Replace("}", ",\"continue\":true}", StringComparison.Ordinal), Last).Channels);
    }

    [Fact]
    public void A_route_that_is_switched_off_tells_nobody() =>
        Assert.Empty(Cell("payments", Level.Error, Payments.Replace("}", ",\"enabled\":false}", StringComparison.Ordinal)).Channels);

    private static RoutingCell Cell(string service, Level level, params string[] routes) =>
        RoutingMatrix.Of(RoutingSamples.Document(routes), ["other", service]).Single(cell => cell.Service == service && cell.Level == level);
}
