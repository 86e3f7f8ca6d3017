using System.Globalization;
using NotiLog.Common;
using NotiLog.Tables;

namespace NotiLog.Routing;

/// <summary>
/// How many events each silence has muted: table <c>muted</c>, partition = id of the silence, a row <c>b{batch}</c> for each batch
/// and the row <c>total</c>, written in one commit, so that no batch counts twice.
/// </summary>
public sealed class MutedCounts(ITables tables) : IDisposable
{
    private const string TotalRow = "total";
    private const string BatchPrefix = "b";
    private const int BatchAt = 0;

    private readonly ITable table = tables.Open("muted");

    /// <summary>One at a time in this process: in a storm every batch would otherwise race for the same row.</summary>
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Adds what the silence muted of a batch, unless it has been added before.</summary>
    public async Task AddAsync(Guid silence, Guid batch, int events, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            while (!await TryAddAsync(silence, batch, events, cancellationToken))
            {
            }
        }
        finally
        {
            turn.Release();
        }
    }

    public async Task<long> OfAsync(Guid silence, CancellationToken cancellationToken) =>
        (await table.GetAsync(PartitionOf(silence), TotalRow, cancellationToken))?.GetLong("events") ?? 0;

    /// <summary>Forgets the silence altogether.</summary>
    internal Task ForgetAsync(Guid silence, CancellationToken cancellationToken) =>
        table.DeleteAllAsync(new TableQuery(PartitionOf(silence)), cancellationToken);

    /// <summary>Forgets which batches have been added that were received before <paramref name="time"/>; the total stays.</summary>
    internal Task ForgetBatchesAsync(Guid silence, DateTimeOffset time, CancellationToken cancellationToken) =>
        table.DeleteAllAsync(
            new TableQuery(PartitionOf(silence)) { From = BatchPrefix, To = RowOf(Uuid7.FromSteps(Uuid7.StepsOf(time), 0)) }, cancellationToken);

    public void Dispose() => turn.Dispose();

    /// <summary>False when somebody else has added to the total meanwhile.</summary>
    private async Task<bool> TryAddAsync(Guid silence, Guid batch, int events, CancellationToken cancellationToken)
    {
        var partition = PartitionOf(silence);
        var before = await table.GetAsync(partition, TotalRow, cancellationToken);
        var total = new TableRow(partition, TotalRow).Set("events", (before?.GetLong("events") ?? 0) + events);
        var added = TableWrite.Insert(new TableRow(partition, RowOf(batch)).Set("events", (long)events));
        var result = await table.CommitAsync([added, before is null ? TableWrite.Insert(total) : TableWrite.Update(total, before.ETag!)], cancellationToken);
        return result.Committed || result.Conflicts.Contains(BatchAt);
    }

    private static string PartitionOf(Guid silence) => silence.ToString("N", CultureInfo.InvariantCulture);

    private static string RowOf(Guid batch) => BatchPrefix + batch.ToString("N", CultureInfo.InvariantCulture);
}
