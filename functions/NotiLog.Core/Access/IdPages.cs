using NotiLog.Requests;
using NotiLog.Tables;

namespace NotiLog.Access;

/// <summary>A part of a list. <paramref name="NextCursor"/> is URL-safe, null at the end.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor)
{
    public Page<TOther> Map<TOther>(Func<T, TOther> map) => new(Items.Select(map).ToList(), NextCursor);
}

/// <summary>Which part of a list is wanted: at most <paramref name="Limit"/> items, from the id <paramref name="From"/> on.</summary>
public sealed record PageRequest(int Limit = PageRequest.DefaultLimit, Guid? From = null)
{
    public const int DefaultLimit = 100;

    public const int HighestLimit = 1000;

    /// <summary>From the query parameters <c>limit</c> (1..1000, 100) and <c>cursor</c>, each null when absent.</summary>
    public static Result<PageRequest> Read(string? limit, string? cursor)
    {
        var faults = new Faults();
        var items = DefaultLimit;
        if (limit is not null && (!int.TryParse(limit, System.Globalization.NumberStyles.None, null, out items) || items is < 1 or > HighestLimit))
            faults.Add("limit", $"must be a whole number from 1 to {HighestLimit}");
        Guid from = default;
        if (cursor is not null && !Guid.TryParseExact(cursor, "N", out from))
            faults.Add("cursor", "is not one that a list has answered");
        return faults.Any ? Problem.From(faults) : new PageRequest(items, cursor is null ? null : from);
    }
}

/// <summary>Pages over rows whose key is an id in hex; rows of other kinds in the partition have keys from <c>g</c> on and are not seen.</summary>
internal static class IdPages
{
    public const string BehindAllIds = "g";

    public static async Task<Page<TableRow>> ReadAsync(ITable table, string partition, PageRequest request, CancellationToken cancellationToken)
    {
        var query = new TableQuery(partition) { From = request.From?.ToString("N"), To = BehindAllIds, Limit = Math.Min(request.Limit + 1, 1000) };
        var rows = new List<TableRow>();
        do
        {
            var page = await table.QueryAsync(query, cancellationToken);
            rows.AddRange(page.Rows);
            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null && rows.Count <= request.Limit);

        return rows.Count > request.Limit ? new(rows.GetRange(0, request.Limit), rows[request.Limit].RowKey) : new(rows, null);
    }
}
