using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace NotiLog.Local.Hosting;

/// <summary>
/// Reads what becomes of a function's return value: an output attribute on the method takes it whole, a type whose properties carry output
/// attributes is taken apart, an <see cref="IActionResult"/> answers the HTTP call.
/// </summary>
internal static class FunctionResult
{
    public static FunctionEntry Read(FunctionEntry entry, FunctionSettings settings, Action<string> fault)
    {
        var type = Unwrapped(entry.Method.ReturnType);
        var whole = Attributes(entry.Method);
        if (whole.Count > 0)
            return entry with { Outputs = Outputs("$return", whole, value => value, settings, fault) };

        var properties = type.GetProperties()
            .Select(property => (Property: property, Attributes: Attributes(property)))
            .Where(candidate => candidate.Attributes.Count > 0)
            .ToList();
        if (properties.Count > 0)
            return ReadParts(entry, type, properties, settings, fault);

        if (typeof(IActionResult).IsAssignableFrom(type))
            return entry with { Answer = value => (IActionResult?)value };
        if (type != typeof(void))
            fault($"nothing takes its {type.Name}: return an IActionResult, or name an output");
        return entry;
    }

    private static FunctionEntry ReadParts(
        FunctionEntry entry,
        Type type,
        List<(PropertyInfo Property, List<OutputBindingAttribute> Attributes)> properties,
        FunctionSettings settings,
        Action<string> fault)
    {
        var answers = properties.Where(candidate => candidate.Attributes.Exists(attribute => attribute is HttpResultAttribute)).ToList();
        if (answers.Count > 1 || answers.Exists(answer => answer.Attributes.Count > 1 || !typeof(IActionResult).IsAssignableFrom(answer.Property.PropertyType)))
            fault("[HttpResult] belongs to one property, alone, which is an IActionResult");
        foreach (var property in type.GetProperties().Where(p => typeof(IActionResult).IsAssignableFrom(p.PropertyType) && Attributes(p).Count == 0))
            fault($"{property.Name} is an IActionResult without [HttpResult]");

        var answer = answers.FirstOrDefault().Property;
        return entry with
        {
            Answer = answer is null ? null : value => value is null ? null : (IActionResult?)answer.GetValue(value),
            Outputs = [.. properties.Except(answers).SelectMany(part =>
                Outputs(part.Property.Name, part.Attributes, value => value is null ? null : part.Property.GetValue(value), settings, fault))],
        };
    }

    private static List<FunctionOutput> Outputs(
        string name,
        List<OutputBindingAttribute> attributes,
        Func<object?, object?> value,
        FunctionSettings settings,
        Action<string> fault)
    {
        switch (attributes)
        {
            case [ServiceBusOutputAttribute { EntityType: ServiceBusEntityType.Queue } queue]:
                return [new QueueOutput(name, settings.Resolve(queue.QueueOrTopicName, fault), value)];
            case [SignalROutputAttribute { HubName: { Length: > 0 } hub }]:
                return [new SignalROutput(name, settings.Resolve(hub, fault), value)];
        }

        fault(attributes.Count > 1
            ? $"{name} has {attributes.Count} output attributes instead of one"
            : $"the local host has no {attributes[0].GetType().Name} of this form");
        return [];
    }

    private static List<OutputBindingAttribute> Attributes(MemberInfo member) => [.. member.GetCustomAttributes<OutputBindingAttribute>()];

    private static Type Unwrapped(Type type)
    {
        if (type == typeof(Task) || type == typeof(ValueTask))
            return typeof(void);
        var isTask = type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>));
        return isTask ? type.GetGenericArguments()[0] : type;
    }
}
