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

    /// <summary>The next commit to a table whose name begins so is written and its answer lost.</summary>
    public string? LoseNextAnswerOf { get; set; }

    /// <summary>So many more commits happen, then nothing at all, as after a crash of the process; null never.</summary>
    public int? CommitsUntilCrash { get; set; }

    /// <summary>Runs once, just before the next commit to the table.</summary>
    public (string Table, Func<Task> Run)? BeforeCommitTo { get; set; }

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
        if (CommitsUntilCrash == 0)
            throw new InvalidOperationException("crashed");
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
            if (tables.CommitsUntilCrash is { } left)
                tables.CommitsUntilCrash = left > 0 ? left - 1 : throw new InvalidOperationException("crashed");
            if (tables.BeforeCommitTo is { } before && before.Table == Name)
            {
                tables.BeforeCommitTo = null;
                await before.Run();
            }

            tables.Commits.Enqueue((Name, writes));
            var result = await inner.CommitAsync(writes, cancellationToken);
            if (tables.LoseNextAnswerOf is not { } prefix || !Name.StartsWith(prefix, StringComparison.Ordinal))
                return result;
            tables.LoseNextAnswerOf = null;
            throw new TablesUnavailableException("the answer was lost");
        }

        public Task<TablePage> QueryAsync(TableQuery query, CancellationToken cancellationToken)
        {
            tables.Check();
            return inner.QueryAsync(query, cancellationToken);
        }
    }
}
