using System.IO.Compression;
using System.Text.Json;
using NotiLog.Requests;

namespace NotiLog.Notifications.Replay;

/// <summary>Where a replay stands between two pages, open windows and totals included.</summary>
/// <param name="Position">Of the events' reader.</param>
internal sealed record ReplayState(
    DateTimeOffset From,
    DateTimeOffset To,
    int Version,
    string Position,
    long Events,
    long Silenced,
    bool Exact,
    DateTimeOffset Turn,
    IReadOnlyList<ReplayState.Side> Sides,
    IReadOnlyList<ReplayState.HeldEvents> Held)
{
    /// <summary>Of one document.</summary>
    public sealed record Side(long Matched, IReadOnlyList<ReplayedCount> Counts, IReadOnlyList<ReplayedWindow> Open);

    public sealed record HeldEvents(Guid Batch, int Side, int Route, Guid Group, int Events);

    public static ReplayState Of(ReplayRun run, int version, string position) => new(
        run.From,
        run.To,
        version,
        position,
        run.Events,
        run.Silenced,
        run.Exact,
        run.Turn,
        [.. run.Sides.Select(side => new Side(side.Groups.Matched, side.Groups.Counts, [.. side.Groups.Windows]))],
        [.. run.Held.Select(held => new HeldEvents(held.Key.Arrival.BatchId, held.Key.Side, held.Key.Arrival.Route, held.Key.Arrival.Group, held.Value))]);

    /// <summary>Whether it is of these documents.</summary>
    public bool Fits(IReadOnlyList<ReplayedDocument> sides) =>
        Sides?.Count == sides.Count && Held is not null && Sides.All(mine => mine is { Counts: not null, Open: not null })
        && Sides.Zip(sides, (mine, side) => mine.Counts.Count == side.Groups.Routes.Count && mine.Open.All(window => IsPlace(window.Route, side))).All(fits => fits)
        && Held.All(held => held.Side >= 0 && held.Side < sides.Count && IsPlace(held.Route, sides[held.Side]));

    public void Restore(ReplayRun run)
    {
        (run.Events, run.Silenced, run.Exact, run.Turn) = (Events, Silenced, Exact, Turn);
        foreach (var (mine, side) in Sides.Zip(run.Sides))
            side.Groups.Restore(mine.Matched, mine.Counts, mine.Open);
        foreach (var held in Held)
            run.Hold(new(held.Side, new(held.Batch, held.Route, held.Group)), held.Events);
    }

    private static bool IsPlace(int route, ReplayedDocument document) => route >= 0 && route < document.Groups.Routes.Count;
}

/// <summary>A replay's state as a cursor.</summary>
internal static class ReplayCursor
{
    private const int LongestState = 8 * 1024 * 1024;

    /// <summary>Null when it would be longer than a request may carry.</summary>
    public static string? Write(ReplayState state, string query)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            JsonSerializer.Serialize(brotli, state);
        var cursor = Cursor.Write(packed.GetBuffer().AsSpan(0, (int)packed.Length), query);
        return cursor.Length <= ReplayRequest.LongestCursor ? cursor : null;
    }

    /// <summary>Null when it is not one that this query answered.</summary>
    public static ReplayState? Read(string cursor, string query)
    {
        if (Cursor.ReadBytes(cursor, query, ReplayRequest.LongestCursor) is not { } packed)
            return null;
        try
        {
            var json = new byte[1024];
            var length = 0;
            using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
            for (int read; (read = brotli.Read(json, length, json.Length - length)) > 0;)
            {
                length += read;
                if (length == LongestState)
                    return null;
                if (length == json.Length)
                    Array.Resize(ref json, 2 * length);
            }

            return JsonSerializer.Deserialize<ReplayState>(json.AsSpan(0, length));
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or InvalidOperationException)
        {
            return null;
        }
    }
}
