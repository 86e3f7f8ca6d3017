using NotiLog.Tables;

namespace NotiLog.Benchmarks.Parts;

/// <summary>Counts operations: point reads, commits and pages.</summary>
internal sealed class CountedTables(ITables inner) : ITables
{
    private long operations;

    public long Operations
    {
        get => Interlocked.Read(ref operations);
        set => Interlocked.Exchange(ref operations, value);
    }

    public ITable Open(string name) => new Counted(this, inner.Open(name));

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken) => inner.ListAsync(prefix, cancellationToken);

    public Task CreateAsync(string name, CancellationToken cancellationToken) => inner.CreateAsync(name, cancellationToken);

    public Task DropAsync(string name, CancellationToken cancellationToken) => inner.DropAsync(name, cancellationToken);

    private sealed class Counted(CountedTables counts, ITable inner) : ITable
    {
        public string Name => inner.Name;

        public Task<TableRow?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref counts.operations);
            return inner.GetAsync(partitionKey, rowKey, cancellationToken);
        }

        public Task<CommitResult> CommitAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref counts.operations);
            return inner.CommitAsync(writes, cancellationToken);
        }

        public Task<TablePage> QueryAsync(TableQuery query, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref counts.operations);
            return inner.QueryAsync(query, cancellationToken);
        }
    }
}
