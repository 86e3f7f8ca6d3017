using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;

namespace NotiLog.Local.Hosting;

/// <summary>One invocation. Exactly one of <see cref="Http"/>, <see cref="Message"/>, <see cref="Records"/>, <see cref="SignalR"/> and <see cref="Timer"/> is set.</summary>
internal sealed class LocalFunctionContext(FunctionInvoker function, IServiceProvider services) : FunctionContext
{
    /// <summary>Where <c>GetHttpContext()</c> looks.</summary>
    private const string HttpContextItem = "HttpRequestContext";

    private string? invocationId;
    private LocalFeatures? features;

    public FunctionInvoker Function { get; } = function;

    public HttpContext? Http
    {
        get;
        init
        {
            field = value;
            if (value is not null)
                Items[HttpContextItem] = value;
        }
    }

    public QueueMessage? Message { get; init; }

    /// <summary>Envelopes of Kafka records.</summary>
    public string[]? Records { get; init; }

    public SignalRInvocationContext? SignalR { get; init; }

    public TimerInfo? Timer { get; init; }

    /// <summary>What the function returned; null when middleware answered without it.</summary>
    public object? Result { get; set; }

    public override string InvocationId => invocationId ??= Guid.NewGuid().ToString();

    public override string FunctionId => Function.Definition.Id;

    public override TraceContext TraceContext { get; } = ActivityTrace.Instance;

    public override BindingContext BindingContext => new LocalBindingContext(this);

    public override RetryContext RetryContext => NoRetry.Instance;

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => Function.Definition;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features => features ??= new LocalFeatures();

    /// <summary>Binding data by name: a route value or a property of the message.</summary>
    public string? Value(string name) =>
        Http is not null ? Http.GetRouteValue(name) as string : Message?.Property(name);

    private sealed class LocalBindingContext(LocalFunctionContext context) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData { get; } =
            context.Http?.GetRouteData().Values.ToDictionary(value => value.Key, value => value.Value)
            ?? (context.Message is not null ? QueueMessage.Properties : [])
                .ToDictionary(name => name, name => (object?)context.Value(name));
    }

    private sealed class NoRetry : RetryContext
    {
        public static readonly NoRetry Instance = new();

        public override int RetryCount => 0;

        public override int MaxRetryCount => 0;
    }

    private sealed class ActivityTrace : TraceContext
    {
        public static readonly ActivityTrace Instance = new();

        public override string TraceParent => Activity.Current?.Id ?? "";

        public override string TraceState => Activity.Current?.TraceStateString ?? "";
    }
}
