using NotiLog.Tables;

namespace NotiLog.Tests.Notifications.Interleavings;

/// <summary>One process's way to a shared storage: gives others their turn at random before each operation, and ends for good with the process.</summary>
internal sealed class CrashingTables(ITables inner, int seed) : ITables
{
    private readonly Random random = new(seed);
    private int commitsLeft = int.MaxValue;
    private bool diesAfterWriting;

    public bool HasCrashed => Volatile.Read(ref commitsLeft) < 0;

    /// <summary>The process dies before one of its next commits, or after it and before anybody learns of it.</summary>
    public void CrashAfter(int commits, bool afterWriting) => (commitsLeft, diesAfterWriting) = (commits, afterWriting);

    /// <summary>A crash that has not come does not come any more.</summary>
    public void Spare()
    {
        if (!HasCrashed)
            commitsLeft = int.MaxValue;
    }

    public ITable Open(string name) => new Table(this, inner.Open(name));

    public async Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        await TurnAsync();
        return await inner.ListAsync(prefix, cancellationToken);
    }

    public async Task CreateAsync(string name, CancellationToken cancellationToken)
    {
        await TurnAsync();
        await inner.CreateAsync(name, cancellationToken);
    }

    public async Task DropAsync(string name, CancellationToken cancellationToken)
    {
        await TurnAsync();
        await inner.DropAsync(name, cancellationToken);
    }

    private async Task TurnAsync()
    {
        int turns;
        lock (random)
            turns = random.Next(3);
        for (var i = 0; i < turns; i++)
            await Task.Yield();
        Check();
    }

    private void Check()
    {
        if (HasCrashed)
            throw new CrashException();
    }

    private sealed class Table(CrashingTables owner, ITable table) : ITable
    {
        public string Name => table.Name;

        public async Task<TableRow?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
        {
            await owner.TurnAsync();
            return await table.GetAsync(partitionKey, rowKey, cancellationToken);
        }

        public async Task<CommitResult> CommitAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken)
        {
            await owner.TurnAsync();
            if (Interlocked.Decrement(ref owner.commitsLeft) == -1 && owner.diesAfterWriting)
                await table.CommitAsync(writes, cancellationToken);
            owner.Check();
            return await table.CommitAsync(writes, cancellationToken);
        }

        public async Task<TablePage> QueryAsync(TableQuery query, CancellationToken cancellationToken)
        {
            await owner.TurnAsync();
            return await table.QueryAsync(query, cancellationToken);
        }
    }
}

internal sealed class CrashException() : Exception("crashed");
