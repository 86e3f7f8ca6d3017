using NotiLog.Common;
using NotiLog.Tables;

namespace NotiLog.Notifications;

/// <summary>How a batch came into a group.</summary>
public enum JoinKind
{
    /// <summary>It opened the group.</summary>
    Opened,

    /// <summary>The group was open.</summary>
    Joined,

    /// <summary>It had joined before.</summary>
    Again,
}

/// <param name="Arrival">As stored.</param>
/// <param name="Head">The window it is in; null when the group has been closed since.</param>
public sealed record GroupJoin(JoinKind Kind, Arrival Arrival, GroupHead? Head);

/// <summary>
/// Open groups and what arrived for them: table <c>groups</c>, partition = group id, rows <c>head</c>, <c>flush</c>, an <c>a{batch}</c> for each arrival
/// and beside it a <c>u{batch}</c> as long as nothing tells of it. Every change of a group is a commit that holds its head or its flush row by ETag.
/// </summary>
public sealed class GroupTable(ITables tables)
{
    internal const string TableName = "groups";

    /// <summary>Arrivals stamped in one commit: two rows each, the head and the flush.</summary>
    public const int StampedAtOnce = (TableLimits.RowsPerCommit - 2) / 2;

    private static readonly TimeSpan Close = TimeSpan.FromSeconds(10);

    private const string EndOfArrivals = "b";
    private const string EndOfWaiting = "v";

    private readonly ITable table = tables.Open(TableName);

    public async Task<GroupHead?> HeadAsync(string groupId, CancellationToken cancellationToken) =>
        await table.GetAsync(groupId, GroupRows.Head, cancellationToken) is { } row ? GroupRows.ReadHead(row) : null;

    public async Task<GroupFlush?> FlushAsync(string groupId, CancellationToken cancellationToken) =>
        await table.GetAsync(groupId, GroupRows.Flush, cancellationToken) is { } row ? GroupRows.ReadFlush(row) : null;

    public async Task<Arrival?> FindAsync(string groupId, Guid batchId, CancellationToken cancellationToken) =>
        await table.GetAsync(groupId, Arrival.RowOf(batchId), cancellationToken) is { } row ? Arrival.Read(row) : null;

    /// <summary>One try to join the batch to the group as <paramref name="head"/> shows it; null when the group has changed since, so read it again.</summary>
    /// <param name="head">As read; null opens the group by <paramref name="opening"/>.</param>
    /// <param name="arrival">With the notification of an opener that tells at once; a joiner's is left to the digest.</param>
    public async Task<GroupJoin?> TryJoinAsync(GroupHead? head, GroupHead opening, Arrival arrival, CancellationToken cancellationToken)
    {
        var mine = head is null ? arrival : arrival with { NotificationId = null };
        var joined = head is null ? opening : head with { Version = Math.Max(head.Version, opening.Version) };
        var writes = new List<TableWrite>
        {
            head is null ? TableWrite.Insert(GroupRows.Of(joined)) : TableWrite.Update(GroupRows.Of(joined), head.ETag!),
            TableWrite.Insert(mine.ToRow(opening.GroupId)),
        };
        if (mine.NotificationId is null)
            writes.Add(TableWrite.Insert(new TableRow(opening.GroupId, Arrival.WaitingRowOf(mine.BatchId))));
        var result = await table.CommitAsync(writes, cancellationToken);
        if (result.Committed)
            return new GroupJoin(head is null ? JoinKind.Opened : JoinKind.Joined, mine, joined);
        if (result.Conflicts.Contains(1) && await FindAsync(opening.GroupId, arrival.BatchId, cancellationToken) is { } stored)
            return new GroupJoin(JoinKind.Again, stored, await HeadAsync(opening.GroupId, cancellationToken));
        return null;
    }

    /// <summary>At most <paramref name="most"/> arrivals that nothing tells of, oldest first; only of batches received before <paramref name="until"/> when it is given.</summary>
    public async Task<IReadOnlyList<Arrival>> WaitingAsync(string groupId, DateTimeOffset? until, int most, CancellationToken cancellationToken)
    {
        var query = new TableQuery(groupId)
        {
            From = Arrival.WaitingPrefix,
            To = until is { } time ? Arrival.WaitingRowOf(Uuid7.FromSteps(Uuid7.StepsOf(time), 0)) : EndOfWaiting,
            Limit = most,
        };
        var batches = new List<Guid>();
        await foreach (var row in table.QueryAllAsync(query, cancellationToken))
        {
            batches.Add(Arrival.BatchIn(row.RowKey));
            if (batches.Count == most)
                break;
        }

        return batches.Count == 0 ? [] : await FindAsync(groupId, batches, cancellationToken);
    }

    /// <summary>The arrivals a notification tells of, oldest first, from a batch on.</summary>
    public IAsyncEnumerable<Arrival> ToldByAsync(string groupId, Guid notificationId, Guid firstBatch, Guid lastBatch, CancellationToken cancellationToken)
    {
        var query = new TableQuery(groupId)
        {
            From = Arrival.RowOf(firstBatch),
            To = Arrival.RowOf(lastBatch) + "~",
            Where = [new TableCondition("notificationId", TableOp.Equal, notificationId.ToString())],
        };
        return table.QueryAllAsync(query, cancellationToken).Select(Arrival.Read);
    }

    /// <summary>Stamps arrivals with the flush's notification and writes the flush, in one commit; false when anybody changed the group since its head was read.</summary>
    public async Task<bool> StampAsync(GroupHead head, GroupFlush flush, IReadOnlyList<Arrival> arrivals, CancellationToken cancellationToken)
    {
        var row = GroupRows.Of(head.GroupId, flush);
        var writes = new List<TableWrite>
        {
            TableWrite.Update(GroupRows.Of(head), head.ETag!),
            flush.ETag is null ? TableWrite.Insert(row) : TableWrite.Update(row, flush.ETag),
        };
        foreach (var arrival in arrivals)
        {
            writes.Add(TableWrite.Update((arrival with { NotificationId = flush.NotificationId }).ToRow(head.GroupId), arrival.ETag!));
            writes.Add(TableWrite.Delete(head.GroupId, Arrival.WaitingRowOf(arrival.BatchId)));
        }

        return (await table.CommitAsync(writes, cancellationToken)).Committed;
    }

    /// <summary>False when anybody joined or advanced the group since its head was read.</summary>
    public async Task<bool> AdvanceAsync(GroupHead head, DateTimeOffset endsAt, CancellationToken cancellationToken) =>
        (await table.CommitAsync([TableWrite.Update(GroupRows.Of(head with { EndsAt = endsAt }), head.ETag!)], cancellationToken)).Committed;

    /// <summary>False when anybody joined the group since its head was read.</summary>
    public async Task<bool> CloseAsync(GroupHead head, CancellationToken cancellationToken) =>
        (await table.CommitAsync([TableWrite.Delete(head.GroupId, GroupRows.Head, head.ETag)], cancellationToken)).Committed;

    /// <summary>Deletes told arrivals of batches received before <paramref name="before"/>; answers when the oldest that is left was received, null when none is.</summary>
    public async Task<DateTimeOffset?> PurgeAsync(string groupId, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var end = Arrival.RowOf(Uuid7.FromSteps(Uuid7.StepsOf(before), 0));
        for (var query = new TableQuery(groupId) { From = Arrival.Prefix, To = EndOfArrivals, Limit = TableLimits.RowsPerCommit, Select = ["notificationId"] }; ;)
        {
            var page = await table.QueryAsync(query, cancellationToken);
            var old = page.Rows.Where(row => string.CompareOrdinal(row.RowKey, end) < 0).ToList();
            var told = old.Where(row => row.GetString("notificationId") is not null).ToList();
            if (told.Count > 0)
                await table.CommitAsync([.. told.Select(row => TableWrite.Delete(groupId, row.RowKey))], cancellationToken);
            if (page.Rows.FirstOrDefault(row => !told.Contains(row)) is { } left)
                return Uuid7.TimeOf(Arrival.BatchIn(left.RowKey));
            if (page.Continuation is null)
                return null;
            query = query with { Continuation = page.Continuation };
        }
    }

    /// <summary>Forgets a closed group: its flush row. Nothing while the group is open.</summary>
    public async Task ForgetAsync(string groupId, CancellationToken cancellationToken)
    {
        if (await HeadAsync(groupId, cancellationToken) is null && await FlushAsync(groupId, cancellationToken) is { } flush)
            await table.CommitAsync([TableWrite.Delete(groupId, GroupRows.Flush, flush.ETag)], cancellationToken);
    }

    /// <summary>Waiting batches lie close together, so a few ranges hold them: a late one among them makes a range of its own.</summary>
    private async Task<IReadOnlyList<Arrival>> FindAsync(string groupId, List<Guid> batches, CancellationToken cancellationToken)
    {
        var found = new List<Arrival>(batches.Count);
        for (int start = 0, end; start < batches.Count; start = end)
        {
            for (end = start + 1; end < batches.Count && Uuid7.TimeOf(batches[end]) - Uuid7.TimeOf(batches[end - 1]) < Close;)
                end++;
            var wanted = batches[start..end].ToHashSet();
            var query = new TableQuery(groupId) { From = Arrival.RowOf(batches[start]), To = Arrival.RowOf(batches[end - 1]) + "~" };
            await foreach (var row in table.QueryAllAsync(query, cancellationToken))
            {
                if (wanted.Contains(Arrival.BatchIn(row.RowKey)))
                    found.Add(Arrival.Read(row));
            }
        }

        return found;
    }
}
