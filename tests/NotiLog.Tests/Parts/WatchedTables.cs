using System.Collections.Concurrent;
using NotiLog.Tables;

namespace NotiLog.Tests.Parts;

/// <summary>Passes everything on, counts operations by table, and can be out of reach, before or after the write of a commit.</summary>
internal sealed class WatchedTables(ITables inner) : ITables
{
    public ConcurrentQueue<(string Table, IReadOnlyList<TableWrite> Writes)> Commits { get; } = [];

    private int reads;

    public int Reads => reads;

    public bool Down { get; set; }

    /// <summary>The next commit is written and its answer lost.</summary>
    public bool LoseNextAnswer { get; set; }

    public ITable Open(string name) => new Watched(this, inner.Open(name));

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        Check();
        return inner.ListAsync(prefix, cancellationToken);
    }

    public Task CreateAsync(string name, CancellationToken cancellationToken) => inner.CreateAsync(name, cancellationToken);

    public Task DropAsync(string name, CancellationToken cancellationToken) => inner.DropAsync(name, cancellationToken);

    private void Check()
    {
        Interlocked.Increment(ref reads);
        if (Down)
            throw new TablesUnavailableException("down");
    }

    private sealed class Watched(WatchedTables tables, ITable inner) : ITable
    {
        public string Name => inner.Name;

        public Task<TableRow?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
        {
            tables.Check();
            return inner.GetAsync(partitionKey, rowKey, cancellationToken);
        }

        public async Task<CommitResult> CommitAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken)
        {
            if (tables.Down)
                throw new TablesUnavailableException("down");
            tables.Commits.Enqueue((Name, writes));
            var result = await inner.CommitAsync(writes, cancellationToken);
            if (!tables.LoseNextAnswer)
                return result;
            tables.LoseNextAnswer = false;
            throw new TablesUnavailableException("the answer was lost");
        }

        public Task<TablePage> QueryAsync(TableQuery query, CancellationToken cancellationToken)
        {
            tables.Check();
            return inner.QueryAsync(query, cancellationToken);
        }
    }
}
