namespace NotiLog.Events;

/// <summary>Severity, least first; stored and compared as a number, spoken in lower case.</summary>
public enum Level
{
    Trace,
    Debug,
    Info,
    Warning,
    Error,
    Critical,
}

/// <summary>An event as stored. Labels are at most 128 characters without control characters; times are UTC.</summary>
public sealed record LogEvent
{
    /// <summary>UUIDv7 of the event's time; names table, partition and row (<see cref="EventKey"/>).</summary>
    public required Guid EventId { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required Level Level { get; init; }

    public required string Message { get; init; }

    public required string Host { get; init; }

    public required string Service { get; init; }

    public required string Source { get; init; }

    public required string Environment { get; init; }

    /// <summary><c>log</c> or <c>audit</c> from clients; <c>agent</c> and <c>process</c> are NotiLog's own.</summary>
    public required string Kind { get; init; }

    /// <summary>The client's own id, as sent.</summary>
    public string? Id { get; init; }

    public string? RequestId { get; init; }

    public string? CorrelationId { get; init; }

    public string? TraceId { get; init; }

    public string? SpanId { get; init; }

    public string? StackTrace { get; init; }

    /// <summary>The JSON of <c>context</c> as the client wrote it, or null.</summary>
    public string? Context { get; init; }

    /// <summary>The agent whose key sent it; null for operators.</summary>
    public Guid? AgentId { get; init; }

    /// <summary>This event ends an earlier one (agent up again, process running again).</summary>
    public bool Recovers { get; init; }

    /// <summary>Of a recovery: the level of the event that it ends, by which it is routed; null otherwise.</summary>
    public Level? EndedLevel { get; init; }

    /// <summary>The version of the routing document in force when it was received; 0 when there was none.</summary>
    public int RoutingVersion { get; init; }

    /// <summary>The commit that stored it, whose outbox row and arrivals bear this id; null before.</summary>
    public Guid? BatchId { get; init; }

    /// <summary><c>open</c>, <c>acknowledged</c> or <c>closed</c>.</summary>
    public string Status { get; init; } = "open";

    /// <summary>What operators made of it, oldest first, the last 20.</summary>
    public IReadOnlyList<Triage> Triage { get; init; } = [];
}

/// <summary>An operator's word on an event.</summary>
/// <param name="Status"><c>open</c>, <c>acknowledged</c> or <c>closed</c>.</param>
/// <param name="By">The name of the credential that said so.</param>
public sealed record Triage(string Status, string? Note, string By, DateTimeOffset At);

/// <summary>Levels by name.</summary>
public static class Levels
{
    private static readonly string[] Names = ["trace", "debug", "info", "warning", "error", "critical"];

    /// <summary>The names, least severe first.</summary>
    public static IReadOnlyList<string> All => Names;

    public static string Name(this Level level) => Names[(int)level];

    /// <summary>Reads a level, case ignored, with the usual synonyms (<c>information warn err fatal crit alert emerg notice</c>).</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Level level)
    {
        Span<char> lower = stackalloc char[12];
        level = default;
        if (text.Length is < 3 or > 12)
            return false;
        text.ToLowerInvariant(lower);
        Level? found = lower[..text.Length] switch
        {
            "trace" => Level.Trace,
            "debug" => Level.Debug,
            "info" or "information" or "notice" => Level.Info,
            "warning" or "warn" => Level.Warning,
            "error" or "err" => Level.Error,
            "critical" or "fatal" or "crit" or "alert" or "emerg" => Level.Critical,
            _ => null,
        };
        level = found ?? default;
        return found is not null;
    }
}
