using NotiLog.Tables;

namespace NotiLog.Tests.Routing;

/// <summary>Real tables that can stop answering, count reads and let something happen before a commit.</summary>
internal sealed class FailingTables(ITables tables) : ITables
{
    private int reads;

    public bool Down { get; set; }

    /// <summary>Happens once, between the reading and the writing of the next change of that table.</summary>
    public (string Table, Func<Task> Run)? BeforeNextCommitTo { get; set; }

    public int Reads => Volatile.Read(ref reads);

    public ITable Open(string name) => new Table(tables.Open(name), this);

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken) => tables.ListAsync(prefix, cancellationToken);

    public Task CreateAsync(string name, CancellationToken cancellationToken) => tables.CreateAsync(name, cancellationToken);

    public Task DropAsync(string name, CancellationToken cancellationToken) => tables.DropAsync(name, cancellationToken);

    private async Task ReadAsync()
    {
        Interlocked.Increment(ref reads);
        if (Down)
            throw new TablesUnavailableException("switched off");
    }

    private sealed class Table(ITable table, FailingTables owner) : ITable
    {
        public string Name => table.Name;

        public async Task<TableRow?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
        {
            await owner.ReadAsync();
            return await table.GetAsync(partitionKey, rowKey, cancellationToken);
        }

        public async Task<CommitResult> CommitAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken)
        {
            if (owner.Down)
                throw new TablesUnavailableException("switched off");
            if (owner.BeforeNextCommitTo is { } meanwhile && meanwhile.Table == Name)
            {
                owner.BeforeNextCommitTo = null;
                await meanwhile.Run();
            }

            return await table.CommitAsync(writes, cancellationToken);
        }

        public async Task<TablePage> QueryAsync(TableQuery query, CancellationToken cancellationToken)
        {
            await owner.ReadAsync();
            return await table.QueryAsync(query, cancellationToken);
        }
    }
}
