using System.Globalization;
using NotiLog.Tables;

namespace NotiLog.Schedule;

/// <summary>
/// Something to be looked at when its time has come. The row it refers to (its owner) stores its current due time;
/// a due-row with an earlier time is stale and is dropped.
/// </summary>
/// <param name="At">The time by which its owner knows it.</param>
/// <param name="Kind">Whose work it is: <see cref="IDueWork.Kind"/>.</param>
/// <param name="Reference">Names the owner; key characters only.</param>
public sealed record DueRow(DateTimeOffset At, string Kind, string Reference)
{
    /// <summary>How many there are; a row's follows from its reference.</summary>
    public const int Partitions = 4;

    private const int Digits = 19;

    /// <summary>How often its work failed.</summary>
    public int Failures { get; init; }

    /// <summary>After a failure: where it stands in the schedule instead of at <see cref="At"/>.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>As read from the schedule.</summary>
    public string? ETag { get; init; }

    public string PartitionKey =>
        (Common.Uuid7.Hash62(Reference) % Partitions).ToString(CultureInfo.InvariantCulture);

    /// <summary><c>{At}|{Kind}|{Reference}</c>, of one that was postponed <c>{NotBefore}-{At}|{Kind}|{Reference}</c>.</summary>
    public string RowKey => NotBefore is { } later ? $"{KeyOf(later)}-{KeyOf(At)}|{Kind}|{Reference}" : $"{KeyOf(At)}|{Kind}|{Reference}";

    public static IEnumerable<string> AllPartitions =>
        Enumerable.Range(0, Partitions).Select(p => p.ToString(CultureInfo.InvariantCulture));

    public static string KeyOf(DateTimeOffset at) => at.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    public TableRow ToRow(string? error = null) => new TableRow(PartitionKey, RowKey)
        .Set("failures", (long)Failures)
        .SetText("error", error);

    /// <summary>Null when it is none.</summary>
    public static DueRow? Read(TableRow row)
    {
        if (row.RowKey.Split('|', 3) is not [var times, var kind, var reference])
            return null;
        var postponed = times.Length == (2 * Digits) + 1 && times[Digits] == '-';
        if (TimeOf(postponed ? times[(Digits + 1)..] : times) is not { } at || TimeOf(times[..Math.Min(Digits, times.Length)]) is not { } key)
            return null;
        return new DueRow(at, kind, reference)
        {
            Failures = (int)(row.GetLong("failures") ?? 0),
            NotBefore = postponed ? key : null,
            ETag = row.ETag,
        };
    }

    private static DateTimeOffset? TimeOf(string text) =>
        text.Length == Digits && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : null;
}

/// <summary>The work behind one kind of due-rows.</summary>
public interface IDueWork
{
    string Kind { get; }

    /// <summary>
    /// Looks at the owner and does what is due, or nothing when the row is stale. The row is dropped afterwards:
    /// whoever is to be looked at again has written its next due-row before this returns. May run twice for the same row.
    /// </summary>
    Task RunAsync(DueRow row, Outgoing outgoing, CancellationToken cancellationToken);
}

/// <summary>Work of every pass that has no due-row of its own.</summary>
public interface ISweep
{
    /// <param name="starting">The first pass of a process that was alone on its storage: whatever others held is free.</param>
    Task RunAsync(bool starting, Outgoing outgoing, CancellationToken cancellationToken);
}

/// <summary>Queue messages a pass wants sent; by queue name. Safe for parallel use.</summary>
public sealed class Outgoing
{
    private readonly Dictionary<string, List<string>> byQueue = [];

    public void Add(string queue, string message)
    {
        lock (byQueue)
        {
            if (!byQueue.TryGetValue(queue, out var messages))
                byQueue[queue] = messages = [];
            messages.Add(message);
        }
    }

    /// <summary>The queue's messages, or null when there are none (an output binding then sends nothing).</summary>
    public string[]? For(string queue)
    {
        lock (byQueue)
            return byQueue.TryGetValue(queue, out var messages) ? [.. messages] : null;
    }

    /// <summary>All messages with their queues.</summary>
    public IReadOnlyList<(string Queue, string Message)> All()
    {
        lock (byQueue)
            return [.. byQueue.SelectMany(queue => queue.Value.Select(message => (queue.Key, message)))];
    }
}
