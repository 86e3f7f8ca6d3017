using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Access;
using NotiLog.Requests;

namespace NotiLog.Functions.Http;

/// <summary>An <see cref="EndpointAttribute"/> ready to decide.</summary>
internal sealed class Endpoint(EndpointAttribute attribute)
{
    private readonly FrozenSet<string> query =
        attribute.Query.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);

    public bool Anonymous => attribute.Anonymous;

    /// <summary>Why the caller may not call it, or null.</summary>
    public Problem? Refusal(Caller caller)
    {
        if (caller.Kind == CallerKind.Agent)
            return attribute.Agents ? null : new(ProblemKind.Forbidden, "Agents may not do this.");
        if (attribute.Role != Role.None && caller.Role >= attribute.Role)
            return null;
        return attribute.Role == Role.None
            ? new(ProblemKind.Forbidden, "Only agents may do this.")
            : new(ProblemKind.Forbidden, $"This needs the role {attribute.Role.ToString().ToLowerInvariant()}.");
    }

    /// <summary>Names every unknown and every repeated parameter, or null.</summary>
    public Problem? Refusal(IQueryCollection parameters)
    {
        if (parameters.Count == 0)
            return null;
        var faults = new Faults();
        foreach (var (name, values) in parameters)
        {
            if (!query.Contains(name))
                faults.Add(name, query.Count == 0 ? "is unknown; there are no query parameters here" : $"is unknown; known are {string.Join(", ", query.Order(StringComparer.Ordinal))}");
            else if (values.Count > 1)
                faults.Add(name, "is given more than once");
        }

        return faults.Any ? Problem.From(faults) : null;
    }
}

/// <summary>Finds the endpoint of a function by its entry point (<c>Namespace.Class.Method</c>), which every host of functions tells.</summary>
internal sealed class Endpoints(Assembly functions)
{
    private readonly ConcurrentDictionary<string, Endpoint?> byEntryPoint = new(StringComparer.Ordinal);

    /// <summary>Null when the method carries no <see cref="EndpointAttribute"/> or cannot be found.</summary>
    public Endpoint? Find(string entryPoint) => byEntryPoint.GetOrAdd(entryPoint, Reflect);

    private Endpoint? Reflect(string entryPoint)
    {
        var dot = entryPoint.LastIndexOf('.');
        var methods = dot < 0 ? [] : functions.GetType(entryPoint[..dot])?.GetMethods() ?? [];
        var method = methods.SingleOrDefault(method => method.Name == entryPoint[(dot + 1)..] && method.IsDefined(typeof(FunctionAttribute)));
        return method?.GetCustomAttribute<EndpointAttribute>() is { } attribute ? new(attribute) : null;
    }
}
