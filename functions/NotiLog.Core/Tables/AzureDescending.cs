using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace NotiLog.Tables;

/// <summary>
/// One page in descending order, which table storage cannot give. The range is read forward; when it does not fit one read, the keys above the last one read
/// are split in the middle and the upper part is read first. Cost: about log2(rows in the range / rows read at once) requests for the first page, one or two for those
/// after it, at most <see cref="MostRequests"/> a page; then the page ends early, perhaps empty, with a continuation.
/// </summary>
internal sealed class AzureDescending(AzureTable table, TableQuery query)
{
    private const int MostRequests = 12;
    private const int FewestRows = 100;

    private readonly List<TableRow> found = [];
    private readonly Stack<Piece> pieces = new();
    private readonly SortedSet<char> alphabet = [];
    private int scanned;

    public async Task<TablePage> PageAsync(CancellationToken cancellationToken)
    {
        Start();
        for (var requests = 0; pieces.TryPeek(out var piece);)
        {
            if (piece.Rows is null && requests++ == MostRequests)
                return new TablePage(found, ContinuationAt(piece), scanned);
            pieces.Pop();
            if (piece.Rows is null)
                await ReadAsync(piece, cancellationToken);
            else if (TakeUntilFull(piece.Rows) is { } last)
                return new TablePage(found, ContinuationBelow(piece, last), scanned);
        }

        return new TablePage(found, null, scanned);
    }

    private async Task ReadAsync(Piece piece, CancellationToken cancellationToken)
    {
        var size = Math.Clamp((query.Limit - found.Count) * 2, FewestRows, TableLimits.RowsPerPage);
        var page = await table.ReadAsync(query, piece.Range, size, piece.Token, cancellationToken);
        scanned += page.Scanned;
        if (page.Continuation is not null && page.Rows.Count == 0)
        {
            pieces.Push(piece with { Token = page.Continuation });
            return;
        }

        var after = page.Continuation is null ? piece.Range.To : KeyRange.After(page.Rows[^1].RowKey);
        if (page.Continuation is null || (piece.Range.To is { } to && string.CompareOrdinal(after, to) >= 0))
        {
            pieces.Push(piece with { Rows = page.Rows });
            return;
        }

        foreach (var row in page.Rows)
            alphabet.UnionWith(row.RowKey.Where(c => !char.IsSurrogate(c)));
        var middle = piece.Range.MiddleAbove(page.Rows[^1].RowKey, [.. alphabet]);
        pieces.Push(new Piece(new KeyRange(piece.Range.From, after), page.Rows));
        pieces.Push(new Piece(new KeyRange(after, middle)));
        pieces.Push(new Piece(new KeyRange(middle, piece.Range.To)));
    }

    /// <summary>Takes rows from the end; the index of the last one taken when the page is full, else null.</summary>
    private int? TakeUntilFull(IReadOnlyList<TableRow> rows)
    {
        for (var i = rows.Count - 1; i >= 0; i--)
        {
            found.Add(rows[i]);
            if (found.Count == query.Limit)
                return i;
        }

        return null;
    }

    private void Start()
    {
        if (query.Continuation is null)
        {
            pieces.Push(new Piece(new KeyRange(query.From, query.To)));
            return;
        }

        var (from, to, token) = Resume(query.Continuation);
        if (from is not null && from != query.From)
            pieces.Push(new Piece(new KeyRange(query.From, from)));
        pieces.Push(new Piece(new KeyRange(from, to), Token: token));
    }

    private string? ContinuationBelow(Piece piece, int last)
    {
        if (last > 0)
            return ContinuationAt(new Piece(new KeyRange(piece.Range.From, piece.Rows![last].RowKey)));
        return pieces.TryPeek(out var next) ? ContinuationAt(next) : null;
    }

    private static Resumption Resume(string continuation)
    {
        try
        {
            return JsonSerializer.Deserialize<Resumption>(WebEncoders.Base64UrlDecode(continuation))!;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            throw new ArgumentException("The continuation is not one of this query", exception);
        }
    }

    private static string ContinuationAt(Piece piece) =>
        WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(new Resumption(piece.Range.From, piece.Range.To, piece.Token)));

    /// <summary>A part of the range: what it holds, once read; else where reading it goes on.</summary>
    private sealed record Piece(KeyRange Range, IReadOnlyList<TableRow>? Rows = null, string? Token = null);

    /// <summary>The next piece to read; what lies below it follows.</summary>
    private sealed record Resumption(string? From, string? To, string? Token);
}
