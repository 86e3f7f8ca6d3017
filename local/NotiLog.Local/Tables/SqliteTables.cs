using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NotiLog.Tables;

namespace NotiLog.Local.Tables;

/// <summary>
/// Tables in one SQLite file, the embedded default on one machine. What a commit has answered survives <c>kill -9</c> and power loss.
/// One process at a time; a second writer would break the ETags' counter.
/// </summary>
public sealed class SqliteTables : ITables, IAsyncDisposable
{
    private readonly SqliteDatabase database;
    private readonly SqliteCatalogue catalogue;
    private readonly SqliteWriter writer;
    private readonly SqliteReaders readers;
    private bool disposed;

    /// <param name="path">The database file; made when missing, its folder exists.</param>
    /// <exception cref="TablesUnavailableException">The file cannot be opened or is not a database.</exception>
    public SqliteTables(string path, ILogger<SqliteTables>? logger = null)
    {
        database = new SqliteDatabase(path, readOnly: false);
        try
        {
            database.Execute(SqliteTexts.Prepare);
            catalogue = new SqliteCatalogue(database);
            readers = new SqliteReaders(path);
            writer = new SqliteWriter(database, catalogue, logger ?? NullLogger<SqliteTables>.Instance);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public ITable Open(string name)
    {
        TableLimits.CheckName(name);
        return new SqliteTable(name, catalogue, writer, readers);
    }

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken) =>
        Task.FromResult(catalogue.List(prefix));

    public Task CreateAsync(string name, CancellationToken cancellationToken)
    {
        TableLimits.CheckName(name);
        return catalogue.Find(name) is null ? writer.EnqueueAsync(new SqliteMake(name, cancellationToken)) : Task.CompletedTask;
    }

    public Task DropAsync(string name, CancellationToken cancellationToken)
    {
        TableLimits.CheckName(name);
        return writer.EnqueueAsync(new SqliteDrop(name, cancellationToken));
    }

    /// <summary>Finishes the commits that wait and the readings under way, moves the log into the database file and closes it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (disposed)
            return;
        disposed = true;
        await writer.CloseAsync();
        await readers.CloseAsync();
        readers.Dispose();
        try
        {
            database.Execute("pragma wal_checkpoint(truncate)");
        }
        catch (TablesUnavailableException)
        {
            // The log holds everything; the next start reads it.
        }

        database.Dispose();
    }
}
