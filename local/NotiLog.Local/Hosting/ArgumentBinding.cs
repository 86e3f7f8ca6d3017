using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using NotiLog.Local.Hosting.SignalR;

namespace NotiLog.Local.Hosting;

/// <summary>How each parameter of a function gets its value: the trigger's, the context, or binding data by the parameter's name.</summary>
internal static class ArgumentBinding
{
    private static readonly Dictionary<Type, Func<string, object>> Parsers = new()
    {
        [typeof(string)] = text => text,
        [typeof(Guid)] = text => Guid.Parse(text),
        [typeof(int)] = text => int.Parse(text, CultureInfo.InvariantCulture),
        [typeof(long)] = text => long.Parse(text, CultureInfo.InvariantCulture),
        [typeof(bool)] = text => bool.Parse(text),
        [typeof(DateTimeOffset)] = text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture),
    };

    /// <summary>Names the parameters that nothing can bind.</summary>
    public static void Check(FunctionEntry entry, Action<string> fault)
    {
        foreach (var parameter in entry.Method.GetParameters().Where(parameter => !CanBind(entry, parameter)))
            fault($"nothing binds its parameter {parameter.ParameterType.Name} {parameter.Name}");
    }

    public static Func<LocalFunctionContext, object?>[] For(FunctionEntry entry, JsonSerializerOptions json) =>
        [.. entry.Method.GetParameters().Select(parameter => For(entry, parameter, json))];

    private static bool CanBind(FunctionEntry entry, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == typeof(FunctionContext) || type == typeof(CancellationToken))
            return true;
        if (parameter == entry.TriggerParameter)
        {
            return entry.Trigger switch
            {
                HttpFunctionTrigger => type == typeof(HttpRequest),
                TimerFunctionTrigger => type == typeof(TimerInfo),
                KafkaFunctionTrigger => type == typeof(string[]),
                SignalRFunctionTrigger => type == typeof(SignalRInvocationContext),
                _ => true,
            };
        }

        // What is wrong with it has been said.
        if (parameter.IsDefined(typeof(SignalRConnectionInfoInputAttribute)))
            return true;
        return Parsers.ContainsKey(ValueType(parameter)) && entry.Trigger switch
        {
            HttpFunctionTrigger http => RoutePatternFactory.Parse(http.Route).GetParameter(parameter.Name!) is not null,
            QueueFunctionTrigger => QueueMessage.Properties.Contains(parameter.Name!, StringComparer.OrdinalIgnoreCase),
            _ => false,
        };
    }

    private static Func<LocalFunctionContext, object?> For(FunctionEntry entry, ParameterInfo parameter, JsonSerializerOptions json)
    {
        var type = parameter.ParameterType;
        if (type == typeof(FunctionContext))
            return context => context;
        if (type == typeof(CancellationToken))
            return context => context.CancellationToken;
        if (parameter == entry.TriggerParameter)
        {
            return entry.Trigger switch
            {
                HttpFunctionTrigger => context => context.Http!.Request,
                TimerFunctionTrigger => context => context.Timer,
                KafkaFunctionTrigger => context => context.Records,
                SignalRFunctionTrigger => context => context.SignalR,
                _ when type == typeof(string) => context => context.Message!.Body,
                _ => context => JsonSerializer.Deserialize(context.Message!.Body, type, json),
            };
        }

        if (entry.Connections.FirstOrDefault(input => input.Parameter == parameter) is { } input)
            return context => context.InstanceServices.GetRequiredService<SignalRTokens>().Issue(input, context);
        var parse = Parsers[ValueType(parameter)];
        var name = parameter.Name!;
        var missing = parameter.HasDefaultValue ? parameter.DefaultValue : null;
        return context => context.Value(name) is { } text ? parse(text) : missing;
    }

    private static Type ValueType(ParameterInfo parameter) => Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
}
