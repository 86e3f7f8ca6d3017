namespace NotiLog.Events;

/// <summary>Hears of events once they are stored, each once in the process that stored it. It must not throw, and must not take long: the senders wait.</summary>
public interface ICommittedEvents
{
    /// <summary>False while nobody listens, so that nothing is gathered for nobody.</summary>
    bool IsWanted { get; }

    /// <param name="committed">Of one commit, in the order sent.</param>
    void Committed(IReadOnlyList<LogEvent> committed);
}
