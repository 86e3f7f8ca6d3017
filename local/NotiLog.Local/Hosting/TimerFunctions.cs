using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace NotiLog.Local.Hosting;

/// <summary>Runs the timer functions, one run at a time for each. A run that begins after a further occurrence has passed is past due; missed ones are not made up for.</summary>
internal sealed class TimerFunctions(
    FunctionSet functions,
    OutputSender outputs,
    IServiceScopeFactory scopes,
    TimeProvider time,
    ILogger<TimerFunctions> logger) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        running = Task.WhenAll(functions.All
            .Where(function => function.Entry.Trigger is TimerFunctionTrigger)
            .Select(function => RunAsync(function, (TimerFunctionTrigger)function.Entry.Trigger))
            .ToList());
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await running.WaitAsync(cancellationToken);
    }

    public void Dispose() => stopping.Dispose();

    private async Task RunAsync(FunctionInvoker function, TimerFunctionTrigger trigger)
    {
        await Task.Yield();
        var status = new ScheduleStatus();
        if (trigger.RunOnStartup)
            await InvokeAsync(function, new TimerInfo { ScheduleStatus = status });
        var due = trigger.Schedule.Next(Now);
        while (await WaitAsync(due))
        {
            var next = trigger.Schedule.Next(due);
            var isPastDue = next <= Now;
            if (isPastDue)
                next = trigger.Schedule.Next(Now);
            status = new ScheduleStatus { Last = due, Next = next, LastUpdated = due };
            await InvokeAsync(function, new TimerInfo { IsPastDue = isPastDue, ScheduleStatus = status });
            due = next;
        }
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private async Task<bool> WaitAsync(DateTime due)
    {
        try
        {
            // A delay may be as short as the clock's tick allows, so it is repeated until the time has really come.
            for (var left = due - Now; left > TimeSpan.Zero; left = due - Now)
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(left.TotalMilliseconds), int.MaxValue)), time, stopping.Token);
            return !stopping.IsCancellationRequested;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task InvokeAsync(FunctionInvoker function, TimerInfo timer)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var context = new LocalFunctionContext(function, scope.ServiceProvider) { Timer = timer };
            await function.RunAsync(context);
            outputs.Send(function.Entry, context.Result);
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "{Function} failed", function.Entry.Name);
        }
    }
}
