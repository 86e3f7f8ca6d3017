using NotiLog.Schedule;

namespace NotiLog.Events;

/// <summary>Whoever wants to see the events of batches when they are routed, beside those who are told of them. Composition joins them.</summary>
public interface IRoutedBatches
{
    /// <summary>A batch leaves the outbox when this returns; it may come again, and an old one after a newer.</summary>
    /// <param name="events">All of the batch that somebody wanted, silenced ones too.</param>
    Task SeeAsync(IReadOnlyList<LogEvent> events, Outgoing outgoing, CancellationToken cancellationToken);
}
