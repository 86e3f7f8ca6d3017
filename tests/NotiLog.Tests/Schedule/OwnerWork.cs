using System.Collections.Concurrent;
using NotiLog.Schedule;
using NotiLog.Tables;

namespace NotiLog.Tests.Schedule;

/// <summary>Work whose owners are rows that are claimed by ETag, as every real one's are. Counts what it did.</summary>
internal sealed class OwnerWork(ITables tables) : IDueWork
{
    private readonly ITable owners = tables.Open("owners");

    public string Kind => "owner";

    /// <summary>References whose owners were claimed, in that order.</summary>
    public ConcurrentQueue<string> Done { get; } = [];

    public Func<DueRow, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Owners with their due-rows, a tick apart from <paramref name="first"/> on.</summary>
    public async Task AddAsync(DueTable due, DateTimeOffset first, int count)
    {
        var rows = Enumerable.Range(0, count).Select(i => new DueRow(first.AddTicks(i), Kind, $"o{i:D5}")).ToList();
        await Parallel.ForEachAsync(rows, async (row, token) =>
        {
            await owners.CommitAsync([TableWrite.Upsert(new TableRow("owner", row.Reference).Set("dueAt", row.At))], token);
            await due.AddAsync(row, token);
        });
    }

    public async Task RunAsync(DueRow row, Outgoing outgoing, CancellationToken cancellationToken)
    {
        await Before(row, cancellationToken);
        var owner = await owners.GetAsync("owner", row.Reference, cancellationToken);
        if (owner?.GetTime("dueAt") != row.At)
            return;
        var claimed = await owners.CommitAsync([TableWrite.Update(new TableRow("owner", row.Reference), owner.ETag!)], cancellationToken);
        if (claimed.Committed)
            Done.Enqueue(row.Reference);
    }
}
