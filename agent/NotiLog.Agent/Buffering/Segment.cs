using NotiLog.Agent.Events;

namespace NotiLog.Agent.Buffering;

/// <summary>What goes first when there is no room: lower ranks before higher ones.</summary>
internal enum Rank
{
    Low,
    Warning,
    Error,
}

internal static class Ranks
{
    public static Rank Of(Level level) => level switch { >= Level.Error => Rank.Error, Level.Warning => Rank.Warning, _ => Rank.Low };
}

/// <summary>Events of one rank as they will be sent: NDJSON in gzip, ready to be joined with others.</summary>
/// <param name="Bytes">Of the NDJSON.</param>
/// <param name="First">The earliest time of an event.</param>
/// <param name="Last">The latest.</param>
internal sealed record Segment(Rank Rank, int Events, int Bytes, DateTimeOffset First, DateTimeOffset Last, byte[] Body)
{
    /// <summary>Its place in the buffer; 0 until it is stored.</summary>
    public long Number { get; init; }
}
