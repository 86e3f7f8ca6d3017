using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using NotiLog.Local.Hosting.SignalR;

namespace NotiLog.Local.Hosting;

/// <summary>
/// Answers HTTP calls. An answer with Content-Length is complete before outputs run and does not depend on them; one that has not begun yet turns
/// into an empty 500 when they fail; a chunked one has begun, so its connection is cut.
/// </summary>
internal sealed class HttpFunctions(OutputSender outputs, ILogger<HttpFunctions> logger)
{
    private static readonly ActionDescriptor Action = new();

    public void Map(IEndpointRouteBuilder endpoints, FunctionInvoker function)
    {
        var trigger = (HttpFunctionTrigger)function.Entry.Trigger;
        Task Run(HttpContext http) => RunAsync(http, function);
        var endpoint = trigger.Methods.Count == 0
            ? endpoints.Map(trigger.Route, Run)
            : endpoints.MapMethods(trigger.Route, trigger.Methods, Run);
        endpoint.WithMetadata(function.Entry);
    }

    /// <summary>Routing's own answers (405 for a wrong verb) give way: what is neither a function's route nor a hub's is a bare 404.</summary>
    public static Task OnlyFunctions(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<FunctionEntry>() is null && endpoint.Metadata.GetMetadata<SignalREndpoints>() is null)
            http.SetEndpoint(null);
        return next(http);
    }

    private async Task RunAsync(HttpContext http, FunctionInvoker function)
    {
        var context = new LocalFunctionContext(function, http.RequestServices) { Http = http };
        try
        {
            await function.RunAsync(context);
            await AnswerAsync(http, function.Entry, context.Result);
            outputs.Send(function.Entry, context.Result);
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "{Function} failed", function.Entry.Name);
            Fail(http);
        }
    }

    private static async Task AnswerAsync(HttpContext http, FunctionEntry entry, object? result)
    {
        if (entry.Answer?.Invoke(result) is not { } answer || http.RequestAborted.IsCancellationRequested)
            return;
        try
        {
            await answer.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), Action));
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException && http.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; what the function did stands, and so do its outputs.
        }
    }

    private static void Fail(HttpContext http)
    {
        if (!http.Response.HasStarted)
        {
            http.Response.Clear();
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
        else if (http.Response.ContentLength is null)
        {
            http.Abort();
        }
    }
}
