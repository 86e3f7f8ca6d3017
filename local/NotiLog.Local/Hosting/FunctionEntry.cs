using System.Reflection;
using Microsoft.AspNetCore.Mvc;

namespace NotiLog.Local.Hosting;

/// <summary>One function as its attributes declare it, with every <c>%setting%</c> resolved.</summary>
internal sealed record FunctionEntry(string Name, MethodInfo Method, ParameterInfo TriggerParameter, FunctionTrigger Trigger)
{
    /// <summary>The part of what the function returned that answers the HTTP call; null without one.</summary>
    public Func<object?, IActionResult?>? Answer { get; init; }

    public IReadOnlyList<FunctionOutput> Outputs { get; init; } = [];

    /// <summary>What the parameters with an input attribute get.</summary>
    public IReadOnlyList<SignalRConnectionInput> Connections { get; init; } = [];
}

/// <summary>What starts a function.</summary>
internal abstract record FunctionTrigger(string BindingType);

/// <param name="Route">With the route prefix.</param>
/// <param name="Methods">Upper-case verbs; empty for all.</param>
internal sealed record HttpFunctionTrigger(string Route, IReadOnlyList<string> Methods) : FunctionTrigger("httpTrigger");

internal sealed record QueueFunctionTrigger(string Queue) : FunctionTrigger("serviceBusTrigger");

/// <param name="Brokers"><c>host:port</c>, several with commas.</param>
internal sealed record KafkaFunctionTrigger(string Brokers, string Topic, string ConsumerGroup) : FunctionTrigger("kafkaTrigger");

/// <param name="Category"><c>connections</c> or <c>messages</c>.</param>
/// <param name="Event"><c>connected</c>, <c>disconnected</c>, or the target of the message.</param>
internal sealed record SignalRFunctionTrigger(string Hub, string Category, string Event) : FunctionTrigger("signalRTrigger");

internal sealed record TimerFunctionTrigger(TimerSchedule Schedule, bool RunOnStartup) : FunctionTrigger("timerTrigger");

/// <summary>An output, and how to get its value from what the function returned.</summary>
internal abstract record FunctionOutput(string Name, string BindingType, Func<object?, object?> Value);

internal sealed record QueueOutput(string Name, string Queue, Func<object?, object?> Value) : FunctionOutput(Name, "serviceBus", Value);

internal sealed record SignalROutput(string Name, string Hub, Func<object?, object?> Value) : FunctionOutput(Name, "signalR", Value);

/// <param name="UserId">The route's parameter that names the user; null when the connection has none.</param>
internal sealed record SignalRConnectionInput(ParameterInfo Parameter, string Hub, string? UserId);

/// <summary>The declared functions cannot run as they are; every fault is named.</summary>
internal sealed class FunctionFaultsException(IReadOnlyList<string> faults)
    : Exception("The functions cannot run:" + string.Concat(faults.Select(fault => Environment.NewLine + "  " + fault)))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
