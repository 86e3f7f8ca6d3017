using System.Globalization;
using NotiLog.Tables;

namespace NotiLog.Events;

/// <summary>Which day tables exist. Listed anew every 10 s; what this instance writes to is known at once.</summary>
public sealed class EventTables(ITables tables, TimeProvider time)
{
    private static readonly TimeSpan ListAgain = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly SortedSet<string> known = new(StringComparer.Ordinal);
    private readonly HashSet<string> added = new(StringComparer.Ordinal);
    private long? listedAt;

    public void Add(string table)
    {
        lock (gate)
        {
            known.Add(table);
            added.Add(table);
        }
    }

    public void Remove(string table)
    {
        lock (gate)
        {
            known.Remove(table);
            added.Remove(table);
        }
    }

    /// <summary>The tables that may hold events from <paramref name="from"/> to <paramref name="to"/>, newest first.</summary>
    public async Task<IReadOnlyList<string>> BetweenAsync(DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellationToken)
    {
        if (listedAt is not { } at || time.GetElapsedTime(at) > ListAgain)
            await ListAsync(cancellationToken);
        var first = from is { } f ? EventKey.TableOf(f) : EventKey.TablePrefix;
        var last = to is { } t ? EventKey.TableOf(t) : EventKey.TablePrefix + "~";
        lock (gate)
            return [.. known.Where(name => string.CompareOrdinal(name, first) >= 0 && string.CompareOrdinal(name, last) <= 0).Reverse()];
    }

    /// <summary>Whether a name is that of a day's table.</summary>
    public static bool IsDay(string table) =>
        DateTime.TryParseExact(table.AsSpan(EventKey.TablePrefix.Length), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>What was added here stays: a list that is under way may be older than it.</summary>
    private async Task ListAsync(CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var listed = await tables.ListAsync(EventKey.TablePrefix, cancellationToken);
        lock (gate)
        {
            known.Clear();
            known.UnionWith(listed.Where(IsDay));
            known.UnionWith(added);
            listedAt = begun;
        }
    }
}
