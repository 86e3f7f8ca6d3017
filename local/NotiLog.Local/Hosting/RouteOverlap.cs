using System.Collections.Frozen;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace NotiLog.Local.Hosting;

/// <summary>
/// Two functions whose routes can match one request: a Functions host then takes the first by name, not the more literal one.
/// Constraints are tried against literals; two parameters count as apart only when no text satisfies both.
/// </summary>
internal static class RouteOverlap
{
    private static readonly FrozenSet<(string, string)> Apart = new[]
    {
        ("guid", "int"), ("guid", "long"), ("alpha", "int"), ("alpha", "long"), ("bool", "int"), ("bool", "long"), ("bool", "guid"),
    }.SelectMany(pair => new[] { pair, (pair.Item2, pair.Item1) }).ToFrozenSet();

    private static readonly IInlineConstraintResolver Constraints =
        new ServiceCollection().AddRouting().AddLogging().BuildServiceProvider().GetRequiredService<IInlineConstraintResolver>();

    public static IEnumerable<string> Find(IReadOnlyList<FunctionEntry> functions)
    {
        var routes = functions.Where(function => function.Trigger is HttpFunctionTrigger)
            .Select(function => (function.Name, Trigger: (HttpFunctionTrigger)function.Trigger))
            .Select(function => (function.Name, function.Trigger, RoutePatternFactory.Parse(function.Trigger.Route).PathSegments))
            .ToList();
        for (var i = 0; i < routes.Count; i++)
        {
            for (var j = i + 1; j < routes.Count; j++)
            {
                if (ShareVerb(routes[i].Trigger, routes[j].Trigger) && Meet(routes[i].PathSegments, 0, routes[j].PathSegments, 0))
                    yield return $"{routes[i].Name} and {routes[j].Name}: \"{routes[i].Trigger.Route}\" and \"{routes[j].Trigger.Route}\" can match the same request; constrain a parameter";
            }
        }
    }

    private static bool ShareVerb(HttpFunctionTrigger one, HttpFunctionTrigger other) =>
        one.Methods.Count == 0 || other.Methods.Count == 0 || one.Methods.Intersect(other.Methods).Any();

    private static bool Meet(IReadOnlyList<RoutePatternPathSegment> one, int i, IReadOnlyList<RoutePatternPathSegment> other, int j)
    {
        if (i == one.Count)
            return other.Skip(j).All(MayBeAbsent);
        if (j == other.Count)
            return one.Skip(i).All(MayBeAbsent);
        if (IsCatchAll(one[i]) || IsCatchAll(other[j]))
            return true;
        return Meet(one[i], other[j]) && Meet(one, i + 1, other, j + 1);
    }

    private static bool Meet(RoutePatternPathSegment one, RoutePatternPathSegment other) => (Single(one), Single(other)) switch
    {
        (RoutePatternLiteralPart a, RoutePatternLiteralPart b) => string.Equals(a.Content, b.Content, StringComparison.OrdinalIgnoreCase),
        (RoutePatternLiteralPart a, RoutePatternParameterPart b) => Accepts(b, a.Content),
        (RoutePatternParameterPart a, RoutePatternLiteralPart b) => Accepts(a, b.Content),
        (RoutePatternParameterPart a, RoutePatternParameterPart b) => !Policies(a).Any(x => Policies(b).Any(y => Apart.Contains((x, y)))),
        _ => true,
    };

    private static RoutePatternPart? Single(RoutePatternPathSegment segment) => segment.IsSimple ? segment.Parts[0] : null;

    private static bool MayBeAbsent(RoutePatternPathSegment segment) =>
        Single(segment) is RoutePatternParameterPart part && (part.IsOptional || part.IsCatchAll || part.Default is not null);

    private static bool IsCatchAll(RoutePatternPathSegment segment) => Single(segment) is RoutePatternParameterPart { IsCatchAll: true };

    private static IEnumerable<string> Policies(RoutePatternParameterPart part) => part.ParameterPolicies.Select(policy => policy.Content).OfType<string>();

    private static bool Accepts(RoutePatternParameterPart part, string literal) => Policies(part).All(policy =>
        Constraints.ResolveConstraint(policy)?.Match(null, null, part.Name, new() { [part.Name] = literal }, RouteDirection.IncomingRequest) ?? true);
}
