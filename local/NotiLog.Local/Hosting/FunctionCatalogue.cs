using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using NotiLog.Local.Hosting.SignalR;

namespace NotiLog.Local.Hosting;

/// <summary>
/// Finds the functions of a set of types by the public surface of their attributes. What a real host would only log, or answer with hanging calls,
/// is a fault here: all are collected and thrown together.
/// </summary>
internal sealed class FunctionCatalogue(FunctionSettings settings, string routePrefix)
{
    private readonly List<string> faults = [];

    /// <returns>The enabled functions in the order of their names.</returns>
    /// <exception cref="FunctionFaultsException">At least one declaration is wrong.</exception>
    public IReadOnlyList<FunctionEntry> Read(IEnumerable<Type> types)
    {
        var declared = types
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Select(method => (Method: method, method.GetCustomAttribute<FunctionAttribute>()?.Name))
            .Where(function => function.Name is not null)
            .ToList();
        foreach (var same in declared.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
            faults.Add($"{same.Key}: {same.Count()} functions have this name");

        var entries = declared
            .Where(function => !settings.IsDisabled(function.Name!))
            .OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .Select(function => Read(function.Name!, function.Method))
            .OfType<FunctionEntry>()
            .ToList();
        faults.AddRange(RouteOverlap.Find(entries));
        faults.AddRange(SignalRBinding.SameTriggers(entries));
        return faults.Count == 0 ? entries : throw new FunctionFaultsException(faults);
    }

    private FunctionEntry? Read(string name, MethodInfo method)
    {
        var before = faults.Count;
        void Fault(string text) => faults.Add($"{name}: {text}");

        if (IsReserved(name))
            Fault("names that begin with admin or runtime are refused");
        var triggers = method.GetParameters()
            .Select(parameter => (Parameter: parameter, Attribute: parameter.GetCustomAttribute<TriggerBindingAttribute>()))
            .Where(candidate => candidate.Attribute is not null)
            .ToList();
        if (triggers.Count != 1)
        {
            Fault($"has {triggers.Count} triggers instead of one");
            return null;
        }

        var trigger = ReadTrigger(name, triggers[0].Attribute!, Fault);
        if (trigger is null)
            return null;
        var entry = FunctionResult.Read(new FunctionEntry(name, method, triggers[0].Parameter, trigger), settings, Fault);
        entry = entry with { Connections = SignalRBinding.Inputs(entry, settings, Fault) };
        ArgumentBinding.Check(entry, Fault);
        return faults.Count == before ? entry : null;
    }

    private FunctionTrigger? ReadTrigger(string name, TriggerBindingAttribute attribute, Action<string> fault)
    {
        switch (attribute)
        {
            case HttpTriggerAttribute http:
                return ReadHttp(name, http, fault);
            case ServiceBusTriggerAttribute { QueueName: { } queue, IsBatched: false }:
                return new QueueFunctionTrigger(settings.Resolve(queue, fault));
            case KafkaTriggerAttribute { IsBatched: true } kafka:
                return ReadKafka(kafka, fault);
            case SignalRTriggerAttribute signalR:
                return new SignalRFunctionTrigger(settings.Resolve(signalR.HubName, fault), settings.Resolve(signalR.Category, fault), settings.Resolve(signalR.Event, fault));
            case TimerTriggerAttribute timer:
                var text = settings.Resolve(timer.Schedule, fault);
                if (TimerSchedule.TryParse(text, out var schedule))
                    return new TimerFunctionTrigger(schedule, timer.RunOnStartup);
                var origin = text == timer.Schedule ? "" : $" (from {timer.Schedule})";
                fault($"\"{text}\"{origin} is neither an NCRONTAB expression nor an interval");
                return null;
            default:
                fault($"the local host has no {attribute.GetType().Name} of this form");
                return null;
        }
    }

    private KafkaFunctionTrigger ReadKafka(KafkaTriggerAttribute kafka, Action<string> fault)
    {
        var trigger = new KafkaFunctionTrigger(
            settings.Resolve(kafka.BrokerList, fault), settings.Resolve(kafka.Topic, fault), settings.Resolve(kafka.ConsumerGroup ?? "", fault));
        if (trigger.Brokers.Length == 0 || trigger.Topic.Length == 0 || trigger.ConsumerGroup.Length == 0)
            fault($"needs brokers, a topic and a consumer group, not \"{trigger.Brokers}\", \"{trigger.Topic}\" and \"{trigger.ConsumerGroup}\"");
        return trigger;
    }

    private HttpFunctionTrigger? ReadHttp(string name, HttpTriggerAttribute http, Action<string> fault)
    {
        var route = settings.Resolve(http.Route ?? name, fault).TrimStart('/');
        if (IsReserved(route))
            fault("routes that begin with admin or runtime are refused");
        var full = routePrefix.Length == 0 ? route : $"{routePrefix}/{route}";
        try
        {
            RoutePatternFactory.Parse(full);
        }
        catch (RoutePatternException exception)
        {
            fault($"route \"{full}\": {exception.Message}");
            return null;
        }

        return new HttpFunctionTrigger(full, [.. (http.Methods ?? []).Select(HttpMethods.GetCanonicalizedValue).Select(verb => verb.ToUpperInvariant())]);
    }

    private static bool IsReserved(string text) =>
        text.StartsWith("admin", StringComparison.OrdinalIgnoreCase) || text.StartsWith("runtime", StringComparison.OrdinalIgnoreCase);
}
