using NotiLog.Tables;
using NotiLog.Telemetry;

namespace NotiLog.Events;

/// <summary>An event on its way into a commit.</summary>
/// <param name="Wanted">Whether routing may tell somebody; then the commit carries an outbox row.</param>
internal sealed record PendingEvent(LogEvent Event, bool Wanted, IngestTicket Ticket)
{
    public TableRow Row { get; } = EventRow.Of(Event);
}

/// <summary>What one request waits for: all of its events in, or the first failure.</summary>
internal sealed class IngestTicket(int events)
{
    private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<RouteMessage> hints = [];
    private int open = events;
    private Exception? failure;

    /// <summary>The trace of the request; null while nobody listens.</summary>
    public string? Trace { get; } = Tracing.Current;

    /// <summary>Completes when every event is settled; throws the failure of a commit.</summary>
    public Task Finished => finished.Task;

    /// <summary>Outbox rows whose queue message this request should send.</summary>
    public IReadOnlyList<RouteMessage> Hints => hints;

    public void Hint(RouteMessage message)
    {
        lock (hints)
            hints.Add(message);
    }

    public void Settle(Exception? because)
    {
        if (because is not null)
            Interlocked.CompareExchange(ref failure, because, null);
        if (Interlocked.Decrement(ref open) > 0)
            return;
        if (failure is null)
            finished.SetResult();
        else
            finished.SetException(failure);
    }
}
