using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace NotiLog.Local.Hosting;

/// <summary>Runs one function: the middleware around it, an instance per invocation, its arguments, its result.</summary>
internal sealed class FunctionInvoker
{
    private readonly FunctionExecutionDelegate pipeline;
    private readonly Func<LocalFunctionContext, object?>[] arguments;
    private readonly FunctionBody body;
    private readonly ObjectFactory? create;

    public FunctionInvoker(FunctionEntry entry, FunctionExecutionDelegate pipeline, JsonSerializerOptions json)
    {
        Entry = entry;
        Definition = new LocalFunctionDefinition(entry);
        this.pipeline = pipeline;
        arguments = ArgumentBinding.For(entry, json);
        body = FunctionBodies.Compile(entry.Method);
        create = entry.Method.IsStatic ? null : ActivatorUtilities.CreateFactory(entry.Method.DeclaringType!, Type.EmptyTypes);
    }

    public FunctionEntry Entry { get; }

    public LocalFunctionDefinition Definition { get; }

    /// <summary>Middleware and function; the result is in the context afterwards. Throws what neither of them caught.</summary>
    public Task RunAsync(LocalFunctionContext context) => pipeline(context);

    /// <summary>The function itself, the innermost link of the pipeline.</summary>
    public async Task ExecuteAsync(LocalFunctionContext context)
    {
        var instance = create?.Invoke(context.InstanceServices, null);
        try
        {
            var values = arguments.Length == 0 ? [] : new object?[arguments.Length];
            for (var i = 0; i < values.Length; i++)
                values[i] = arguments[i](context);
            context.Result = await body(instance, values);
        }
        finally
        {
            if (instance is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync();
            else if (instance is IDisposable disposable)
                disposable.Dispose();
        }
    }
}
