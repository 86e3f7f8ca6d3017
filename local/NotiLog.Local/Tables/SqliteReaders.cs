using System.Collections.Concurrent;

namespace NotiLog.Local.Tables;

/// <summary>The read connections: made when needed, a few at most, each lent to one reading at a time.</summary>
internal sealed class SqliteReaders(string path) : IDisposable
{
    private static readonly int Most = Math.Clamp(Environment.ProcessorCount * 2, 4, 16);

    private readonly SemaphoreSlim free = new(Most);
    private readonly ConcurrentBag<SqliteReader> idle = [];

    public async ValueTask<Loan> BorrowAsync(CancellationToken cancellationToken)
    {
        await free.WaitAsync(cancellationToken);
        try
        {
            return new Loan(this, idle.TryTake(out var reader) ? reader : new SqliteReader(path));
        }
        catch
        {
            free.Release();
            throw;
        }
    }

    /// <summary>Waits for readings under way, then closes all.</summary>
    public async Task CloseAsync()
    {
        for (var i = 0; i < Most; i++)
            await free.WaitAsync();
        while (idle.TryTake(out var reader))
            reader.Dispose();
    }

    public void Dispose() => free.Dispose();

    internal readonly struct Loan(SqliteReaders owner, SqliteReader reader) : IDisposable
    {
        public SqliteReader Reader => reader;

        public void Dispose()
        {
            owner.idle.Add(reader);
            owner.free.Release();
        }
    }
}
