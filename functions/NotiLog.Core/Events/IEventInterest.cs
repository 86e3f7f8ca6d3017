namespace NotiLog.Events;

/// <summary>By which a commit learns which of its events somebody may have to be told about. Routing implements it, composition joins them.</summary>
public interface IEventInterest
{
    /// <summary>The routing document in force now; at most 10 s old, cheap when read often.</summary>
    ValueTask<IEventMatcher> CurrentAsync(CancellationToken cancellationToken);

    /// <summary>A version that was in force once.</summary>
    ValueTask<IEventMatcher> VersionAsync(int version, CancellationToken cancellationToken);
}

/// <summary>One version of the routing document, asked about events. Pure.</summary>
public interface IEventMatcher
{
    /// <summary>Version of the document, 0 before the first.</summary>
    int Version { get; }

    /// <summary>Whether any route of the document with at least one channel matches.</summary>
    bool Wants(LogEvent logEvent);
}
