using NotiLog.Tables;

namespace NotiLog.Events;

/// <summary>Reads one partition of one day's table in order, page by page, and knows where to go on.</summary>
internal sealed class EventStream(ITable table, TableQuery query, string position)
{
    private const string Done = "d";
    private readonly Queue<LogEvent> buffer = [];
    private string? continuation = position.StartsWith('t') ? position[1..] : null;
    private string? lastTaken = position.StartsWith('k') ? position[1..] : null;
    private bool exhausted = position == Done;

    /// <summary>The next event, or null when more has to be fetched or none is left.</summary>
    public LogEvent? Head => buffer.TryPeek(out var head) ? head : null;

    public bool NeedsFetch => buffer.Count == 0 && !exhausted;

    public int Scanned { get; private set; }

    /// <summary>Where another stream would go on: <c>""</c> start, <c>k</c> after a row key, <c>t</c> by the engine's token, <c>d</c> done.</summary>
    public string Position =>
        buffer.Count > 0 ? (lastTaken is null ? position : "k" + lastTaken)
        : exhausted ? Done
        : continuation is not null ? "t" + continuation
        : lastTaken is null ? position : "k" + lastTaken;

    public LogEvent Take()
    {
        var taken = buffer.Dequeue();
        lastTaken = EventKey.RowOf(taken.EventId);
        return taken;
    }

    public async Task FetchAsync(int limit, int scanLimit, CancellationToken cancellationToken)
    {
        var rest = continuation is null ? After(lastTaken) : query with { Continuation = continuation };
        var page = await table.QueryAsync(rest with { Limit = limit, ScanLimit = scanLimit }, cancellationToken);
        Scanned += page.Scanned;
        foreach (var row in page.Rows)
            buffer.Enqueue(EventRow.Read(row));
        continuation = page.Continuation;
        exhausted = continuation is null;
    }

    private TableQuery After(string? row) =>
        row is null ? query : query.Descending ? query with { To = row } : query with { From = row + " " };
}
