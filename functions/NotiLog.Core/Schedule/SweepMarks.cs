using NotiLog.Tables;

namespace NotiLog.Schedule;

/// <summary>Names that a sweep must look into besides the usual ones: rows <c>sweep|{name}</c> in the table <c>due</c>.</summary>
public sealed class SweepMarks(ITables tables)
{
    private const string Partition = "0";
    private const string Prefix = "sweep|";

    private readonly ITable table = tables.Open(DueTable.TableName);

    /// <summary>Sets the mark, or renews it so that a sweep that is about to clear it does not.</summary>
    public Task SetAsync(string name, CancellationToken cancellationToken) =>
        table.CommitAsync([TableWrite.Upsert(new TableRow(Partition, Prefix + name).Set("mark", Guid.NewGuid().ToString("N")))], cancellationToken);

    public async Task<IReadOnlyList<(string Name, string ETag)>> AllAsync(CancellationToken cancellationToken)
    {
        var marks = new List<(string, string)>();
        await foreach (var row in table.QueryAllAsync(new TableQuery(Partition) { From = Prefix, To = Prefix + "~" }, cancellationToken))
            marks.Add((row.RowKey[Prefix.Length..], row.ETag!));
        return marks;
    }

    /// <summary>Clears the mark unless it was renewed since it was read.</summary>
    public Task ClearAsync(string name, string etag, CancellationToken cancellationToken) =>
        table.CommitAsync([TableWrite.Delete(Partition, Prefix + name, etag)], cancellationToken);
}
