using System.Reflection;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace NotiLog.Local.Hosting.SignalR;

/// <summary>What the attributes of the SignalR extension declare, as far as the local host carries it out.</summary>
internal static class SignalRBinding
{
    /// <summary>The function's parameters that get an address and a token for clients.</summary>
    public static IReadOnlyList<SignalRConnectionInput> Inputs(FunctionEntry entry, FunctionSettings settings, Action<string> fault)
    {
        var inputs = new List<SignalRConnectionInput>();
        foreach (var parameter in entry.Method.GetParameters())
        {
            if (parameter.GetCustomAttribute<SignalRConnectionInfoInputAttribute>() is not { } input)
                continue;
            if (parameter.ParameterType != typeof(SignalRConnectionInfo) || entry.Trigger is not HttpFunctionTrigger http || input.HubName is not { Length: > 0 } hub)
                fault($"{parameter.Name} needs a hub, an HTTP trigger, and to be a {nameof(SignalRConnectionInfo)}");
            else if (input.UserId is { } user && RouteParameter(user, http) is null)
                fault($"the user {user} is no parameter of its route");
            else
                inputs.Add(new SignalRConnectionInput(parameter, settings.Resolve(hub, fault), RouteParameter(input.UserId, http)));
        }

        return inputs;
    }

    /// <summary>Switches on what a host without SignalR Service cannot run and this one can, unless the caller's own settings switch it off.</summary>
    public static void Enable(IEnumerable<Type> types, Dictionary<string, string?> settings)
    {
        var functions = types.SelectMany(type => type.GetMethods())
            .Where(method => method.GetParameters().Any(parameter =>
                parameter.IsDefined(typeof(SignalRTriggerAttribute)) || parameter.IsDefined(typeof(SignalRConnectionInfoInputAttribute))))
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name);
        foreach (var function in functions)
        {
            settings.TryAdd($"AzureWebJobs.{function}.Disabled", "false");
            settings.TryAdd($"AzureWebJobs_{function}_Disabled", "false");
        }
    }

    /// <summary>A host of functions does not start with two triggers for one thing.</summary>
    public static IEnumerable<string> SameTriggers(IEnumerable<FunctionEntry> entries) => entries
        .Where(entry => entry.Trigger is SignalRFunctionTrigger)
        .GroupBy(entry => KeyOf((SignalRFunctionTrigger)entry.Trigger))
        .Where(same => same.Count() > 1)
        .Select(same => $"{string.Join(", ", same.Select(entry => entry.Name))}: more than one trigger for {same.Key}");

    /// <summary>Case is ignored.</summary>
    public static string KeyOf(SignalRFunctionTrigger trigger) => $"{trigger.Hub}/{trigger.Category}/{trigger.Event}".ToLowerInvariant();

    private static string? RouteParameter(string? expression, HttpFunctionTrigger http) =>
        expression is ['{', .. var name, '}'] && RoutePatternFactory.Parse(http.Route).GetParameter(name) is not null ? name : null;
}
