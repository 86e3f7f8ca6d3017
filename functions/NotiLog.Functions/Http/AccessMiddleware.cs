using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using NotiLog.Access;
using NotiLog.Requests;
using NotiLog.Tables;

namespace NotiLog.Functions.Http;

/// <summary>
/// Decides over every HTTP call before its function runs: credential, <see cref="EndpointAttribute"/>, query parameters. What it cannot decide it refuses.
/// Exceptions of HTTP functions become problem details here, the unexpected ones without their text. Other triggers pass.
/// </summary>
public sealed class AccessMiddleware : IFunctionsWorkerMiddleware
{
    private readonly Authenticator authenticator;
    private readonly ILogger<AccessMiddleware> logger;
    private readonly Endpoints endpoints;

    public AccessMiddleware(Authenticator authenticator, ILogger<AccessMiddleware> logger)
        : this(authenticator, logger, typeof(AccessMiddleware).Assembly) { }

    internal AccessMiddleware(Authenticator authenticator, ILogger<AccessMiddleware> logger, Assembly functions) =>
        (this.authenticator, this.logger, endpoints) = (authenticator, logger, new(functions));

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        IsHttp(context.FunctionDefinition) ? InvokeHttpAsync(context, next) : next(context);

    private static bool IsHttp(FunctionDefinition function) =>
        function.InputBindings.Values.Any(binding => string.Equals(binding.Type, "httpTrigger", StringComparison.OrdinalIgnoreCase));

    private async Task InvokeHttpAsync(FunctionContext context, FunctionExecutionDelegate next)
    {
        var http = context.GetHttpContext()
            ?? throw new InvalidOperationException($"{context.FunctionDefinition.Name} has no HTTP context, so nobody can be let in.");
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            if (await RefusalAsync(context.FunctionDefinition, http) is { } problem)
                await new ProblemAnswer(problem).WriteAsync(http);
            else
                await next(context);
        }
        catch (Exception e) when (http.RequestAborted.IsCancellationRequested && Cause(e) is OperationCanceledException)
        {
            // The client has gone; nobody waits for an answer.
        }
        catch (Exception e) when (!http.Response.HasStarted && context.CancellationToken.IsCancellationRequested && Cause(e) is OperationCanceledException)
        {
            await new ProblemAnswer(new Problem(ProblemKind.Unavailable, "The call was ended before it was done; try again.")).WriteAsync(http);
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            await AnswerTo(Cause(e), context).WriteAsync(http);
        }
    }

    private async ValueTask<Problem?> RefusalAsync(FunctionDefinition function, HttpContext http)
    {
        var endpoint = endpoints.Find(function.EntryPoint)
            ?? throw new InvalidOperationException($"{function.EntryPoint} has no [Endpoint], so nobody can be let in.");
        if (!endpoint.Anonymous)
        {
            var headers = http.Request.Headers.Authorization;
            var caller = headers.Count == 1 ? await authenticator.AuthenticateAsync(headers[0], http.RequestAborted) : null;
            if (caller is null)
                return new(ProblemKind.Unauthenticated, "A valid credential is required.");
            if (endpoint.Refusal(caller) is { } refusal)
                return refusal;
            http.Features.Set(caller);
        }

        return endpoint.Refusal(http.Request.Query);
    }

    /// <summary>The worker may hand on what a function threw inside an <see cref="AggregateException"/>.</summary>
    private static Exception Cause(Exception exception) =>
        exception is AggregateException { InnerExceptions: [var inner] } ? Cause(inner) : exception;

    private ProblemAnswer AnswerTo(Exception exception, FunctionContext context)
    {
        switch (exception)
        {
            case TablesUnavailableException:
                logger.LogWarning("{Function}: {Reason}", context.FunctionDefinition.Name, exception.Message);
                return new(new Problem(ProblemKind.Unavailable, "Storage does not answer; try again."));
            case AuthorityUnavailableException:
                logger.LogWarning(exception, "{Function}: the authority does not answer", context.FunctionDefinition.Name);
                return new(new Problem(ProblemKind.Unavailable, "The authority that issued the token does not answer; try again."));
            case BadHttpRequestException bad:
                return new(bad.StatusCode, "The request could not be read.");
            default:
                logger.LogError(exception, "{Function} failed; reference {Reference}", context.FunctionDefinition.Name, context.InvocationId);
                return new(StatusCodes.Status500InternalServerError, $"Something went wrong here. The log tells more under {context.InvocationId}.");
        }
    }
}
