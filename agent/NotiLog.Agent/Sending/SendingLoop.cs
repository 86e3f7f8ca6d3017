using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NotiLog.Agent.Buffering;

namespace NotiLog.Agent.Sending;

/// <summary>Sends when a second has passed or a batch is full, until the agent stops; then what is left, for a few seconds.</summary>
internal sealed class SendingLoop(BufferStore store, EventSender sender, TimeProvider time, ILogger<SendingLoop> log) : BackgroundService
{
    private static readonly TimeSpan Gather = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(10);

    private readonly Signal appended = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        store.Appended = appended.Set;
        using var last = new CancellationTokenSource();
        await using var stop = stoppingToken.Register(() => last.CancelAfter(LastWords));
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = await StepAsync(last.Token);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait.Value, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            else if (store.Events < EventSender.MostEvents)
                await GatherAsync(stoppingToken);
        }

        while (store.Events > 0 && await StepAsync(last.Token) == TimeSpan.Zero)
            continue;
    }

    private async Task<TimeSpan?> StepAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await sender.SendNextAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return AfterFault;
        }
        catch (Exception exception)
        {
            // Whatever it is, the events are still in the buffer.
            log.LogError(exception, "Sending failed and is tried again");
            return AfterFault;
        }
    }

    private async Task GatherAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (store.Events == 0)
                await appended.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        for (var since = time.GetTimestamp(); store.Events < EventSender.MostEvents && !cancellationToken.IsCancellationRequested;)
        {
            var left = Gather - time.GetElapsedTime(since);
            if (left <= TimeSpan.Zero)
                return;
            await appended.WaitAsync(left, time, cancellationToken);
        }
    }
}
