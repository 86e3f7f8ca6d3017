using NotiLog.Tables;

namespace NotiLog.Schedule;

/// <summary>Says that a sweep has to look into <paramref name="Name"/>.</summary>
public sealed record SweepMark(string Name, DateTimeOffset SetAt, string ETag);

/// <summary>Names that a sweep has to look into: rows <c>sweep|{name}</c> in the table <c>due</c>.</summary>
public sealed class SweepMarks(ITables tables, TimeProvider time)
{
    private const string Partition = "0";
    private const string Prefix = "sweep|";

    private readonly ITable table = tables.Open(DueTable.TableName);

    /// <summary>Sets the mark, or renews it so that a sweep that is about to clear it does not.</summary>
    public Task SetAsync(string name, CancellationToken cancellationToken) =>
        table.CommitAsync([TableWrite.Upsert(new TableRow(Partition, Prefix + name).Set("setAt", time.GetUtcNow()))], cancellationToken);

    public async Task<IReadOnlyList<SweepMark>> AllAsync(CancellationToken cancellationToken)
    {
        var marks = new List<SweepMark>();
        await foreach (var row in table.QueryAllAsync(new TableQuery(Partition) { From = Prefix, To = Prefix + "~" }, cancellationToken))
            marks.Add(new SweepMark(row.RowKey[Prefix.Length..], row.GetTime("setAt") ?? default, row.ETag!));
        return marks;
    }

    /// <summary>Clears the mark unless it was renewed since it was read.</summary>
    public Task ClearAsync(SweepMark mark, CancellationToken cancellationToken) =>
        table.CommitAsync([TableWrite.Delete(Partition, Prefix + mark.Name, mark.ETag)], cancellationToken);
}
