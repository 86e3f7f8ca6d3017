using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace NotiLog.Local.Hosting;

/// <summary>Collects the app's middleware as the worker would; the first added is the outermost.</summary>
internal sealed class MiddlewarePipeline(IServiceCollection services) : IFunctionsWorkerApplicationBuilder
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> links = [];

    public IServiceCollection Services { get; } = services;

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        links.Add(middleware);
        return this;
    }

    public FunctionExecutionDelegate Build() => Enumerable.Reverse(links).Aggregate(
        (FunctionExecutionDelegate)(context => ((LocalFunctionContext)context).Function.ExecuteAsync((LocalFunctionContext)context)),
        (next, link) => link(next));
}
