using NotiLog.Common;
using NotiLog.Events;

namespace NotiLog.Routing;

/// <summary>Who would be told of events of one service and level.</summary>
/// <param name="Channels">Told in any case.</param>
/// <param name="Perhaps">Told of some events: a route asks for more than service and level.</param>
public sealed record RoutingCell(string Service, Level Level, IReadOnlyList<string> Channels, IReadOnlyList<string> Perhaps);

/// <summary>The notification matrix: level by service, as far as a routing document decides by these two. Pure.</summary>
public static class RoutingMatrix
{
    /// <summary>Services in one matrix, at most.</summary>
    public const int MostServices = 50;

    private static readonly string[] Known = ["service", EventField.Level];

    public static IEnumerable<RoutingCell> Of(RoutingDocument document, IEnumerable<string> services) =>
        from service in services from level in Enum.GetValues<Level>() select CellOf(document, service, level);

    private static RoutingCell CellOf(RoutingDocument document, string service, Level level)
    {
        var evaluated = new EvaluatedEvent(Sample(service, level));
        var (certain, perhaps) = (new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal));
        var reached = true;
        foreach (var route in document.Routes.Where(route => route.Enabled))
        {
            if (!Holds(route, ref evaluated))
                continue;
            var decides = route.Match.All(IsKnown);
            (decides && reached ? certain : perhaps).UnionWith(route.Channels);
            if (decides && !route.Continue)
                break;
            reached &= decides || route.Continue;
        }

        perhaps.ExceptWith(certain);
        return new(service, level, [.. certain], [.. perhaps]);
    }

    /// <summary>Whether nothing that is known speaks against it.</summary>
    private static bool Holds(Route route, ref EvaluatedEvent evaluated)
    {
        foreach (var matcher in route.Match.Where(IsKnown))
        {
            if (!matcher.Holds(ref evaluated))
                return false;
        }

        return true;
    }

    private static bool IsKnown(Matcher matcher) => Known.Contains(matcher.Parts.Field);

    private static LogEvent Sample(string service, Level level) => new()
    {
        EventId = Uuid7.New(DateTimeOffset.UnixEpoch),
        Time = DateTimeOffset.UnixEpoch,
        ReceivedAt = DateTimeOffset.UnixEpoch,
        Level = level,
        Message = "",
        Host = "",
        Service = service,
        Source = "",
        Environment = "",
        Kind = "log",
    };
}
