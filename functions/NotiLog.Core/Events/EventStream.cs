using NotiLog.Tables;

namespace NotiLog.Events;

/// <summary>Reads one partition of one day's table in order, page by page, and knows where to go on.</summary>
internal sealed class EventStream(ITable table, TableQuery query, string position)
{
    private const string Done = "d";
    private const int EmptyPage = 1000;
    private readonly Queue<(string Row, LogEvent Event)> buffer = [];
    private string? continuation = position.StartsWith('t') ? position[1..] : null;
    private string? lastTaken = position.StartsWith('k') ? position[1..] : null;
    private bool exhausted = position == Done;

    /// <summary>Row key of the next event, or null when more has to be fetched or none is left.</summary>
    public string? Head => buffer.TryPeek(out var head) ? head.Row : null;

    public bool NeedsFetch => buffer.Count == 0 && !exhausted;

    public int Scanned { get; private set; }

    /// <summary>
    /// Where another stream would go on: <c>""</c> start, <c>k</c> after a row key, <c>t</c> by the engine's token, <c>d</c> done.
    /// From the oldest on nothing is ever done: newer events may arrive.
    /// </summary>
    public string Position =>
        buffer.Count == 0 && continuation is not null ? "t" + continuation
        : buffer.Count == 0 && exhausted && !query.Descending ? Done
        : lastTaken is null ? position : "k" + lastTaken;

    public LogEvent Take()
    {
        (lastTaken, var taken) = buffer.Dequeue();
        return taken;
    }

    public async Task FetchAsync(int limit, int scanLimit, CancellationToken cancellationToken)
    {
        var rest = continuation is null ? After(lastTaken) : query with { Continuation = continuation };
        var page = await table.QueryAsync(rest with { Limit = limit, ScanLimit = scanLimit }, cancellationToken);
        // A page that ends early has cost the engine as much as a full one, however little it found.
        Scanned += page.Continuation is null ? page.Scanned : Math.Max(page.Scanned, Math.Min(limit, EmptyPage));
        foreach (var row in page.Rows)
            buffer.Enqueue((row.RowKey, EventRow.Read(row)));
        continuation = page.Continuation;
        exhausted = continuation is null;
    }

    private TableQuery After(string? row) =>
        row is null ? query : query.Descending ? query with { To = row } : query with { From = row + " " };
}
