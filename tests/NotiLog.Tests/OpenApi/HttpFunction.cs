using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using NotiLog.Functions.Http;

namespace NotiLog.Tests.OpenApi;

/// <summary>An HTTP function as its attributes declare it.</summary>
/// <param name="Path">The route as the document writes it: a slash first, parameters without constraints.</param>
/// <param name="Constraints">Of the route's parameters, null for those without one.</param>
internal sealed partial record HttpFunction(string Name, string Path, IReadOnlyList<string> Verbs, IReadOnlyDictionary<string, string?> Constraints, EndpointAttribute Endpoint)
{
    /// <summary>As the document names them: the function's name, and with the verb behind it for verbs after the first.</summary>
    public IEnumerable<(string Verb, string OperationId)> Operations => Verbs.Select((verb, i) => (verb, i == 0 ? Name : $"{Name}{verb[0]}{verb[1..].ToLowerInvariant()}"));

    public static IReadOnlyList<HttpFunction> In(IEnumerable<Type> types) =>
        [.. types.SelectMany(type => type.GetMethods()).Select(Of).OfType<HttpFunction>()];

    private static HttpFunction? Of(MethodInfo method)
    {
        var trigger = method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(found => found is not null);
        if (trigger is null || method.GetCustomAttribute<FunctionAttribute>() is not { } function)
            return null;
        return new(
            function.Name,
            "/" + Parameter().Replace(trigger.Route!, "{$1}"),
            [.. trigger.Methods!.Select(verb => verb.ToUpperInvariant())],
            Parameter().Matches(trigger.Route!).ToDictionary(found => found.Groups[1].Value, found => found.Groups[2].Success ? found.Groups[2].Value : null),
            method.GetCustomAttribute<EndpointAttribute>()!);
    }

    [GeneratedRegex(@"\{(\w+)(?::(\w+))?\}")]
    private static partial Regex Parameter();
}
