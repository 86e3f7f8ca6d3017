using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace NotiLog.Tests.Hosting;

public sealed class MiddlewareTests
{
    [Fact]
    public async Task Runs_in_the_order_it_was_added_around_the_function()
    {
        await using var host = await SampleHost.StartAsync(
            builder => builder.UseMiddleware<Outer>().UseMiddleware(async (context, next) =>
            {
                var journal = context.InstanceServices.GetRequiredService<Journal>();
                journal.Add("inner before");
                await next();
                journal.Add("inner after");
            }),
            TimeProvider.System,
            typeof(HttpSamples));

        var answer = await host.Client.GetAsync("/api/things/pen");

        Assert.Equal(["outer before", "inner before", "inner after", "outer after"], host.Journal.Lines);
        Assert.Equal("set", Assert.Single(answer.Headers.GetValues("X-Outer")));
    }

    [Fact]
    public async Task Answers_without_running_the_function()
    {
        await using var host = await SampleHost.StartAsync(
            builder => builder.UseMiddleware((context, next) =>
            {
                var response = context.GetHttpContext()!.Response;
                response.StatusCode = StatusCodes.Status401Unauthorized;
                return response.WriteAsync("who are you");
            }),
            TimeProvider.System,
            typeof(HttpSamples));

        var answer = await host.Client.GetAsync("/api/slow");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("who are you", await answer.Content.ReadAsStringAsync());
        Assert.Empty(host.Journal.Lines);
    }

    [Fact]
    public async Task Turns_exceptions_of_functions_and_of_their_constructors_into_answers()
    {
        await using var host = await SampleHost.StartAsync(
            builder => builder.UseMiddleware(async (context, next) =>
            {
                try
                {
                    await next();
                }
                catch (InvalidOperationException exception)
                {
                    context.GetHttpContext()!.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                    await context.GetHttpContext()!.Response.WriteAsync(exception.Message);
                }
            }),
            TimeProvider.System,
            typeof(HttpSamples),
            typeof(Unbuildable));

        Assert.Equal("secret", await (await host.Client.GetAsync("/api/fail")).Content.ReadAsStringAsync());
        Assert.Equal("not built", await (await host.Client.GetAsync("/api/unbuildable")).Content.ReadAsStringAsync());
    }

    public sealed class Outer(Journal journal) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            journal.Add("outer before");
            context.GetHttpContext()!.Response.Headers["X-Outer"] = "set";
            await next(context);
            journal.Add("outer after");
        }
    }

    public sealed class Unbuildable
    {
        private readonly Journal journal;

        public Unbuildable(Journal journal)
        {
            this.journal = journal;
            throw new InvalidOperationException("not built");
        }

        [Function("Unbuildable")]
        public void Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "unbuildable")] HttpRequest request) => journal.Add("run");
    }
}
