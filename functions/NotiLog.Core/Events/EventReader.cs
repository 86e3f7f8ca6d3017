using System.Collections.Concurrent;
using System.Text.Json;
using NotiLog.Common;
using NotiLog.Requests;
using NotiLog.Tables;

namespace NotiLog.Events;

/// <param name="Scanned">Rows looked at for this page; a page may hold few events or none while <paramref name="NextCursor"/> is set.</param>
public sealed record EventPage(IReadOnlyList<LogEvent> Items, string? NextCursor, int Scanned);

/// <summary>Lists events across days and shards, bounded per call; a cursor stays exact while new events arrive.</summary>
public sealed class EventReader(ITables tables, EventTables days, EventShards shards)
{
    /// <summary>Rows one call looks at before it answers with what it has.</summary>
    private const int ScanBudget = 20_000;

    /// <summary>Characters of messages, stack traces and contexts after which a page ends early.</summary>
    private const long MostText = 8_000_000;

    /// <summary>Ids may run ahead of the event's time by this much, where many events of one request share a time.</summary>
    private static readonly TimeSpan IdDrift = TimeSpan.FromMilliseconds(2);

    private const int LeastScan = 1000;
    private const int ReadsAtOnce = 16;
    private const int RowsOfARange = 400;

    private sealed record Position(string Day, string[] Streams);

    public async Task<LogEvent?> FindAsync(Guid eventId, CancellationToken cancellationToken)
    {
        if (!Uuid7.IsUuid7(eventId))
            return null;
        var key = EventKey.Of(eventId);
        var row = await tables.Open(key.Table).GetAsync(key.Partition, key.Row, cancellationToken);
        return row is null ? null : EventRow.Read(row);
    }

    /// <summary>The events that are there, in the order asked for. Events of one commit lie close together and are read as one range.</summary>
    public async Task<IReadOnlyList<LogEvent>> FindAsync(IReadOnlyList<Guid> eventIds, CancellationToken cancellationToken)
    {
        var found = new ConcurrentDictionary<Guid, LogEvent>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = cancellationToken };
        var ranges = eventIds.Where(Uuid7.IsUuid7).Distinct().Select(EventKey.Of)
            .GroupBy(key => key with { Row = "" })
            .SelectMany(lot => lot.Select(key => key.Row).Order(StringComparer.Ordinal).Chunk(RowsOfARange), (lot, rows) => (Lot: lot.Key, Rows: rows));
        await Parallel.ForEachAsync(ranges, options, async (range, token) => await CollectAsync(range.Lot, range.Rows, found, token));
        await Parallel.ForEachAsync(eventIds.Where(id => !found.ContainsKey(id)), options, async (id, token) =>
        {
            if (await FindAsync(id, token) is { } one)
                found[id] = one;
        });
        return [.. eventIds.Select(id => found.GetValueOrDefault(id)).OfType<LogEvent>()];
    }

    /// <summary>Of these rows, which are in order, those that one page holds.</summary>
    private async Task CollectAsync(EventKey lot, string[] rows, ConcurrentDictionary<Guid, LogEvent> found, CancellationToken cancellationToken)
    {
        if (rows.Length == 1)
            return;
        var range = new TableQuery(lot.Partition) { From = rows[0], To = rows[^1] + "~", Limit = (2 * rows.Length) + 20 };
        var page = await tables.Open(lot.Table).QueryAsync(range, cancellationToken);
        var wanted = rows.ToHashSet(StringComparer.Ordinal);
        foreach (var row in page.Rows.Where(row => wanted.Contains(row.RowKey)))
        {
            var read = EventRow.Read(row);
            found[read.EventId] = read;
        }
    }

    /// <summary>One page; an <see cref="ProblemKind.Invalid"/> problem when the cursor is not one of this query.</summary>
    public async Task<Result<EventPage>> ListAsync(EventQuery query, bool ascending, int limit, string? cursor, CancellationToken cancellationToken)
    {
        var fingerprint = $"events {ascending} {query.Fingerprint}";
        var position = default(Position);
        if (cursor is not null && (position = ReadCursor(cursor, fingerprint)) is null)
            return Problem.Invalid("cursor", "is not one that this query answered; start again without a cursor");

        var items = new List<LogEvent>();
        var (scanned, scannedBefore, text) = (0, 0, 0L);
        var tablesInRange = await days.BetweenAsync(query.From, query.To + IdDrift, cancellationToken);
        foreach (var day in ascending ? tablesInRange.Reverse() : tablesInRange)
        {
            if (position is not null && (ascending ? string.CompareOrdinal(day, position.Day) < 0 : string.CompareOrdinal(day, position.Day) > 0))
                continue;
            var streams = Open(day, query, ascending, position?.Day == day ? position.Streams : null);
            string[] begun = [.. streams.Select(s => s.Position)];
            // What has been found is taken whatever it cost to find it, and no call ends where it began: its cursor would lead nowhere.
            bool MayGoOn() => scanned < ScanBudget || !streams.Any(s => s.NeedsFetch) || (scannedBefore == 0 && streams.Select(s => s.Position).SequenceEqual(begun));
            while (items.Count < limit && text < MostText && MayGoOn() && await NextAsync(streams, ascending, limit - items.Count, Math.Max(ScanBudget - scanned, LeastScan), cancellationToken) is { } stepped)
            {
                scanned += stepped.Scanned;
                if (stepped.Event is not { } found || !query.Holds(found))
                    continue;
                items.Add(found);
                text += found.Message.Length + (found.StackTrace?.Length ?? 0) + (found.Context?.Length ?? 0);
            }

            if (streams.Any(s => s.Head is not null || s.NeedsFetch))
                return new EventPage(items, WriteCursor(day, streams, fingerprint), scanned);
            scannedBefore = scanned;
        }

        return new EventPage(items, null, scanned);
    }

    /// <summary>One step of the merge: the next event, or rows looked at in vain; null at the day's end.</summary>
    private static async Task<(LogEvent? Event, int Scanned)?> NextAsync(
        EventStream[] streams, bool ascending, int wanted, int budget, CancellationToken cancellationToken)
    {
        var needy = streams.Where(s => s.NeedsFetch).ToList();
        if (needy.Count > 0)
        {
            var before = streams.Sum(s => s.Scanned);
            await Task.WhenAll(needy.Select(s => s.FetchAsync(Math.Clamp((wanted / streams.Length) + 20, 20, 1000), budget, cancellationToken)));
            return (null, Math.Max(streams.Sum(s => s.Scanned) - before, 1));
        }

        EventStream? next = null;
        foreach (var stream in streams)
        {
            var earlier = next is null ? -1 : string.CompareOrdinal(stream.Head, next.Head) * (ascending ? -1 : 1);
            if (stream.Head is not null && earlier < 0)
                next = stream;
        }

        return next is null ? null : (next.Take(), 0);
    }

    private EventStream[] Open(string day, EventQuery query, bool ascending, string[]? positions)
    {
        var table = tables.Open(day);
        return [.. shards.Partitions.Select((partition, i) => new EventStream(
            table,
            new TableQuery(partition)
            {
                // Newest first: the upper bound in time is the lower one in keys.
                From = query.To is { } to ? FirstRowBefore(to + IdDrift) : "e",
                To = query.From is { } from ? RowAfter(from) : "f",
                Descending = ascending,
                Where = query.Conditions(),
            },
            positions?.ElementAtOrDefault(i) ?? ""))];
    }

    private static string FirstRowBefore(DateTimeOffset time) => EventKey.RowOf(Uuid7.FromSteps(Uuid7.StepsOf(time), ulong.MaxValue));

    private static string RowAfter(DateTimeOffset time) => EventKey.RowOf(Uuid7.FromSteps(Uuid7.StepsOf(time), 0)) + "~";

    private static string WriteCursor(string day, EventStream[] streams, string fingerprint) =>
        Cursor.Write(JsonSerializer.Serialize(new Position(day, [.. streams.Select(s => s.Position)])), fingerprint);

    private static Position? ReadCursor(string cursor, string fingerprint)
    {
        try
        {
            return Cursor.Read(cursor, fingerprint) is { } json ? JsonSerializer.Deserialize<Position>(json) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
