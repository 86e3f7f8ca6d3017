using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NotiLog.Agent.Buffering;
using NotiLog.Agent.Configuration;
using NotiLog.Agent.Processes;
using NotiLog.Agent.Sending;

namespace NotiLog.Agent.Heartbeats;

/// <summary>Tells the server that the agent lives: every interval, at once when a process started or ended, and when the server asks.</summary>
internal sealed class HeartbeatLoop(
    AgentConfig config, ServerClient server, BufferStore store, ServerSettings settings, ProcessWatch processes, HubLink hub, TimeProvider time, ILogger<HeartbeatLoop> log)
    : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    /// <summary>What is asked for within it is answered by one heartbeat.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(100);

    private readonly Signal asked = new();
    private readonly Backoff backoff = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30), Random.Shared);
    private volatile bool isAsked = true;
    private long due;
    private string? said;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        hub.Asked = () => Ask();
        settings.Changed = () => Ask();
        while (!stoppingToken.IsCancellationRequested)
        {
            var isChanged = Look();
            if (isChanged || isAsked || time.GetTimestamp() >= due)
                await BeatAsync(stoppingToken);
            await PauseAsync(stoppingToken);
        }
    }

    public override void Dispose()
    {
        processes.Dispose();
        base.Dispose();
    }

    private void Ask()
    {
        isAsked = true;
        asked.Set();
    }

    private bool Look()
    {
        try
        {
            return processes.Look(settings.Processes(config.Processes));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            log.LogWarning("Processes cannot be looked at: {Reason}", exception.Message);
            return false;
        }
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        isAsked = false;
        var body = HeartbeatBody.Of(config.Host, processes.Reports, store.Events, store.Dropped);
        try
        {
            var fault = await hub.TryBeatAsync(body, cancellationToken) ? null : await PostAsync(body, cancellationToken);
            Say(fault);
            Schedule(fault is null ? settings.HeartbeatInterval : TimeSpan.FromTicks(Math.Min(backoff.Next().Ticks, settings.HeartbeatInterval.Ticks)));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The agent stops.
        }
    }

    private async Task<string?> PostAsync(HeartbeatBody body, CancellationToken cancellationToken)
    {
        var (answer, fault) = await HeartbeatPost.SendAsync(server, body, cancellationToken);
        if (answer is not null)
            settings.Take(answer);
        return fault;
    }

    private void Say(string? fault)
    {
        if (fault is null)
            backoff.Reset();
        if (fault == said)
            return;
        said = fault;
        if (fault is null)
            log.LogInformation("Heartbeats are answered again");
        else
            log.LogError("No heartbeat: {Reason}", fault);
    }

    private void Schedule(TimeSpan wait) => due = time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency);

    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        var untilDue = time.GetElapsedTime(time.GetTimestamp(), due);
        var pause = TimeSpan.FromTicks(Math.Clamp(untilDue.Ticks, TimeSpan.FromMilliseconds(100).Ticks, LookEvery.Ticks));
        await asked.WaitAsync(pause, time, cancellationToken);
        if (isAsked)
            await Task.Delay(Together, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
