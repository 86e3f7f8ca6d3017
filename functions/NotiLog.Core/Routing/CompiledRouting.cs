using NotiLog.Events;

namespace NotiLog.Routing;

/// <summary>One version of the routing document, ready to be asked about events. Pure and safe for many threads.</summary>
public sealed class CompiledRouting(int version, RoutingDocument document) : IEventMatcher
{
    public int Version { get; } = version;

    public RoutingDocument Document { get; } = document;

    public bool Wants(LogEvent logEvent)
    {
        var evaluated = new EvaluatedEvent(logEvent);
        try
        {
            for (var at = Next(0, ref evaluated); at >= 0; at = After(at, ref evaluated))
            {
                if (Document.Routes[at].Channels.Count > 0)
                    return true;
            }

            return false;
        }
        finally
        {
            evaluated.Dispose();
        }
    }

    /// <summary>The routes that take the event, in document order, each with the event's group.</summary>
    public IReadOnlyList<RouteMatch> Evaluate(LogEvent logEvent)
    {
        var evaluated = new EvaluatedEvent(logEvent);
        try
        {
            List<RouteMatch>? matches = null;
            for (var at = Next(0, ref evaluated); at >= 0; at = After(at, ref evaluated))
            {
                var route = Document.Routes[at];
                (matches ??= []).Add(new(route, GroupKey.Of(route, ref evaluated)));
            }

            return matches ?? (IReadOnlyList<RouteMatch>)[];
        }
        finally
        {
            evaluated.Dispose();
        }
    }

    /// <summary>What became of the event at each route of the document, in order.</summary>
    public IReadOnlyList<RouteVerdict> Explain(LogEvent logEvent)
    {
        var evaluated = new EvaluatedEvent(logEvent);
        try
        {
            var verdicts = new List<RouteVerdict>(Document.Routes.Count);
            var ended = false;
            foreach (var route in Document.Routes)
            {
                var verdict = ended ? new RouteVerdict(route.Name, RouteOutcome.NotReached) : Judge(route, ref evaluated);
                verdicts.Add(verdict);
                ended |= verdict.Outcome == RouteOutcome.Matched && !route.Continue;
            }

            return verdicts;
        }
        finally
        {
            evaluated.Dispose();
        }
    }

    private static RouteVerdict Judge(Route route, ref EvaluatedEvent evaluated)
    {
        if (!route.Enabled)
            return new(route.Name, RouteOutcome.Disabled);
        var failed = Matchers.FirstFailed(route.Match, ref evaluated);
        return new(route.Name, failed is null ? RouteOutcome.Matched : RouteOutcome.Failed, failed?.Text);
    }

    /// <summary>The index of the first route from <paramref name="from"/> on that takes the event, or -1.</summary>
    private int Next(int from, ref EvaluatedEvent evaluated)
    {
        for (var i = from; i < Document.Routes.Count; i++)
        {
            var route = Document.Routes[i];
            if (route.Enabled && Matchers.FirstFailed(route.Match, ref evaluated) is null)
                return i;
        }

        return -1;
    }

    private int After(int taken, ref EvaluatedEvent evaluated) =>
        Document.Routes[taken].Continue ? Next(taken + 1, ref evaluated) : -1;
}

/// <summary>A route that takes an event, and the group the event falls into.</summary>
public sealed record RouteMatch(Route Route, GroupKey Group);

/// <param name="Failed">The first matcher that did not hold, as written; set with <see cref="RouteOutcome.Failed"/> only.</param>
public sealed record RouteVerdict(string Route, RouteOutcome Outcome, string? Failed = null);

public enum RouteOutcome
{
    Matched,

    /// <summary>A matcher did not hold.</summary>
    Failed,

    /// <summary>The route is switched off.</summary>
    Disabled,

    /// <summary>A route before it matched and does not continue.</summary>
    NotReached,
}
