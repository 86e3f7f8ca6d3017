using NotiLog.Common;
using NotiLog.Events;
using NotiLog.Functions.Live;
using NotiLog.Notifications;
using NotiLog.Schedule;
using NotiLog.Tables;

namespace NotiLog.Functions.Health;

/// <summary>What an installation leans on, and how it stands.</summary>
/// <param name="Status"><c>ready</c>, or <c>unavailable</c> when storage does not answer or the schedule stands still.</param>
/// <param name="ParkedBatches">How many batches were not routed after all hints; null when storage does not answer.</param>
/// <param name="Parked">The first 20 of them.</param>
public sealed record ReadinessReport(
    string Status, ScheduleState Schedule, int? ParkedBatches, IEnumerable<ParkedBatch> Parked, IReadOnlyList<DependencyState> Dependencies);

/// <param name="Events">How many events of it somebody may have to be told about.</param>
public sealed record ParkedBatch(string Table, Guid BatchId, DateTimeOffset ReceivedAt, int Events, string Reason);

/// <param name="LagSeconds">Seconds since the schedule last ran; null before the first run.</param>
public sealed record ScheduleState(DateTimeOffset? LastRun, DateTimeOffset? UpSince, double? LagSeconds);

/// <param name="State"><c>ok</c>, <c>failed</c> or <c>notConfigured</c>.</param>
/// <param name="Milliseconds">How long the check took.</param>
/// <param name="Detail">What is wrong, or which setting is missing or wrong.</param>
public sealed record DependencyState(string Name, string State, double Milliseconds, string? Detail);

public sealed class Readiness(Clock clock, OutboxSweep outbox, IEnumerable<IChannelTransport> transports, SignalROptions signalR, TimeProvider time)
{
    private static readonly TimeSpan LongestLag = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(5);

    public async Task<ReadinessReport> CheckAsync(CancellationToken cancellationToken)
    {
        ClockReading? reading = null;
        IReadOnlyList<OutboxEntry>? parked = null;
        var storage = TimeAsync("storage", async token =>
        {
            reading = await clock.ReadAsync(token);
            parked = await outbox.ParkedAsync(token);
        }, cancellationToken);
        var states = await Task.WhenAll([storage, .. transports.Select(transport => StateAsync(transport, cancellationToken)), Task.FromResult(SignalRState())]);
        var lag = time.GetUtcNow() - reading?.LastRun;
        var ready = states[0].State == "ok" && !(lag > LongestLag);
        return new ReadinessReport(ready ? "ready" : "unavailable", new ScheduleState(reading?.LastRun, reading?.UpSince, lag?.TotalSeconds), parked?.Count, FirstOf(parked ?? []), states);
    }

    private Task<DependencyState> StateAsync(IChannelTransport transport, CancellationToken cancellationToken)
    {
        if (transport.Obstacle() is not { } obstacle)
            return TimeAsync(transport.Type, transport.ProbeAsync, cancellationToken);
        var state = transport.SettingFaults.Count > 0 ? "failed" : "notConfigured";
        return Task.FromResult(new DependencyState(transport.Type, state, 0, obstacle));
    }

    /// <summary>Nothing is asked of it: it only carries what is lost without harm.</summary>
    private DependencyState SignalRState() => signalR.IsConfigured
        ? new("signalr", "ok", 0, null)
        : new("signalr", "notConfigured", 0, $"the setting {SignalROptions.Setting} is missing");

    private static IEnumerable<ParkedBatch> FirstOf(IReadOnlyList<OutboxEntry> parked) =>
        parked.Take(20).Select(entry => new ParkedBatch(entry.Key.Table, entry.Key.BatchId, entry.ReceivedAt, entry.EventIds.Count, entry.Parked!));

    private async Task<DependencyState> TimeAsync(string name, Func<CancellationToken, Task> probe, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LongestProbe);
        try
        {
            await probe(patience.Token).WaitAsync(LongestProbe, time, cancellationToken);
            return new DependencyState(name, "ok", Elapsed(), null);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            var detail = e switch
            {
                ProbeException or TablesUnavailableException => e.Message,
                OperationCanceledException or TimeoutException => $"no answer within {Durations.Format(LongestProbe)}",
                _ => e.GetType().Name,
            };
            return new DependencyState(name, "failed", Elapsed(), detail);
        }

        double Elapsed() => Math.Round(time.GetElapsedTime(started).TotalMilliseconds, 1);
    }
}
