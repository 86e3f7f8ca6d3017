using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace NotiLog.Local.Hosting;

/// <summary>
/// Reads the queues. A message that fails is delivered again at once; after <see cref="MaxDeliveryCount"/> attempts it goes to the dead-letter queue.
/// On stop no new message is taken, those in hand are finished.
/// </summary>
internal sealed class QueueFunctions(
    FunctionSet functions,
    LocalQueues queues,
    OutputSender outputs,
    IServiceScopeFactory scopes,
    ILogger<QueueFunctions> logger) : IHostedService, IDisposable
{
    private const int MaxDeliveryCount = 10;

    private readonly CancellationTokenSource stopping = new();
    private Task reading = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var readers = new List<Task>();
        foreach (var function in functions.All.Where(function => function.Entry.Trigger is QueueFunctionTrigger))
        {
            var queue = queues.Find(((QueueFunctionTrigger)function.Entry.Trigger).Queue)!;
            for (var i = 0; i < functions.MaxConcurrentCalls; i++)
                readers.Add(ReadAsync(queue, function));
        }

        reading = Task.WhenAll(readers);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await reading.WaitAsync(cancellationToken);
    }

    public void Dispose() => stopping.Dispose();

    private async Task ReadAsync(LocalQueue queue, FunctionInvoker function)
    {
        var reader = queue.Reader;
        await Task.Yield();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await reader.WaitToReadAsync(stopping.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            if (reader.TryRead(out var message))
                await DeliverAsync(queue, message, function);
        }
    }

    private async Task DeliverAsync(LocalQueue queue, QueueMessage message, FunctionInvoker function)
    {
        for (message.DeliveryCount = 1; ; message.DeliveryCount++)
        {
            try
            {
                await InvokeAsync(message, function);
                return;
            }
            catch (Exception exception)
            {
                logger.LogWarning(exception, "{Function} failed on a message, attempt {Attempt}", function.Entry.Name, message.DeliveryCount);
                if (message.DeliveryCount < MaxDeliveryCount)
                    continue;
                Bury(queue, message);
                return;
            }
        }
    }

    private void Bury(LocalQueue queue, QueueMessage message)
    {
        logger.LogError("A message of {Queue} was dead-lettered after {Attempts} attempts", queue.Name, message.DeliveryCount);
        queues.Find(queue.Name + LocalQueues.DeadLetterSuffix)?.Send(message.AsDeadLetter(
            queue.Name,
            "MaxDeliveryCountExceeded",
            $"Message could not be consumed after {message.DeliveryCount} delivery attempts."));
    }

    private async Task InvokeAsync(QueueMessage message, FunctionInvoker function)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = new LocalFunctionContext(function, scope.ServiceProvider) { Message = message };
        await function.RunAsync(context);
        outputs.Send(function.Entry, context.Result);
    }
}
