using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NotiLog.Notifications.Kafka;
using NotiLog.Tables;

namespace NotiLog.Local.Hosting;

/// <summary>
/// Reads the topics, one batch at a time for each function. A batch is done when its function has returned; one that fails comes again without limit, after a pause
/// that grows. Brokers may be away at the start and at any time. On stop the batch in hand is finished.
/// </summary>
internal sealed class KafkaFunctions(
    FunctionSet functions,
    HostJson host,
    OutputSender outputs,
    IServiceScopeFactory scopes,
    IOptions<KafkaOptions> options,
    TimeProvider time,
    ILogger<KafkaFunctions> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Leaving the group in good order takes brokers that answer.</summary>
    private static readonly TimeSpan LongestLeave = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource stopping = new();
    private Task reading = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        reading = Task.WhenAll(functions.All
            .Where(function => function.Entry.Trigger is KafkaFunctionTrigger)
            .Select(function => ReadAsync(function, (KafkaFunctionTrigger)function.Entry.Trigger))
            .ToList());
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await reading.WaitAsync(cancellationToken);
    }

    public void Dispose() => stopping.Dispose();

    /// <summary>Whether a new subscription has to go on, whatever ended this one.</summary>
    private async Task<bool> ReadOrFailAsync(FunctionInvoker function, KafkaSubscription subscription, KafkaTroubles troubles)
    {
        try
        {
            await ReadAsync(function, subscription, troubles);
            return subscription.IsBroken;
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            troubles.Report(exception.Message, exception);
            return true;
        }
    }

    private async Task ReadAsync(FunctionInvoker function, KafkaFunctionTrigger trigger)
    {
        await Task.Yield();
        var troubles = new KafkaTroubles(trigger.Topic, time, logger);
        while (!stopping.IsCancellationRequested)
        {
            KafkaSubscription subscription;
            try
            {
                subscription = new KafkaSubscription(trigger, options.Value, troubles, logger);
            }
            catch (Exception exception) when (exception is KafkaException or InvalidOperationException or ArgumentException)
            {
                troubles.Report(exception.Message);
                await PauseAsync(LongestPause);
                continue;
            }

            var isBroken = await ReadOrFailAsync(function, subscription, troubles);
            await LeaveAsync(subscription);
            if (isBroken)
                await PauseAsync(FirstPause);
        }
    }

    private async Task ReadAsync(FunctionInvoker function, KafkaSubscription subscription, KafkaTroubles troubles)
    {
        var pause = FirstPause;
        while (!stopping.IsCancellationRequested && !subscription.IsBroken)
        {
            var batch = await Task.Run(() => subscription.Take(host.MaxKafkaBatch, Patience));
            if (batch.Count == 0)
                continue;
            if (await InvokeAsync(function, batch, troubles))
            {
                subscription.Done(batch);
                pause = FirstPause;
                continue;
            }

            subscription.Return(batch);
            await PauseAsync(pause);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task<bool> InvokeAsync(FunctionInvoker function, List<ConsumeResult<string?, string?>> batch, KafkaTroubles troubles)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var context = new LocalFunctionContext(function, scope.ServiceProvider) { Records = batch.ConvertAll(KafkaEnvelopes.Of).ToArray() };
            await function.RunAsync(context);
            outputs.Send(function.Entry, context.Result);
            return true;
        }
        catch (Exception exception)
        {
            troubles.Report($"{function.Entry.Name} failed from {batch[0].TopicPartitionOffset} on: {exception.Message}", exception is TablesUnavailableException ? null : exception);
            return false;
        }
    }

    private async Task LeaveAsync(KafkaSubscription subscription)
    {
        try
        {
            await Task.Run(subscription.Dispose).WaitAsync(LongestLeave);
        }
        catch (TimeoutException)
        {
            logger.LogWarning("The Kafka brokers do not answer; what was stored last may be delivered once more");
        }
    }

    private async Task PauseAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, time, stopping.Token);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }
}
