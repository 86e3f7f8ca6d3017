using System.Text.Json;
using Microsoft.Extensions.Options;

namespace NotiLog.Local.Hosting;

/// <summary>The app's functions, ready to run.</summary>
internal sealed class FunctionSet(
    IReadOnlyList<FunctionEntry> entries,
    MiddlewarePipeline middleware,
    HostJson host,
    IOptions<JsonSerializerOptions> json)
{
    public IReadOnlyList<FunctionInvoker> All { get; } = Invokers(entries, middleware, json.Value);

    /// <summary>Messages that one queue function works on at once.</summary>
    public int MaxConcurrentCalls => host.MaxConcurrentCalls;

    private static List<FunctionInvoker> Invokers(IReadOnlyList<FunctionEntry> entries, MiddlewarePipeline middleware, JsonSerializerOptions json)
    {
        var pipeline = middleware.Build();
        return [.. entries.Select(entry => new FunctionInvoker(entry, pipeline, json))];
    }
}
