using Microsoft.Data.Sqlite;

namespace NotiLog.Agent.Buffering;

/// <summary>The SQLite file: what is committed survives <c>kill -9</c> and a loss of power. Not for two threads at a time.</summary>
internal sealed class BufferDatabase : IDisposable
{
    private const string Schema = """
        PRAGMA page_size = 8192;
        PRAGMA auto_vacuum = INCREMENTAL;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA journal_size_limit = 4194304;
        PRAGMA cache_size = -1024;
        PRAGMA temp_store = MEMORY;
        CREATE TABLE IF NOT EXISTS files (
            row INTEGER PRIMARY KEY, key TEXT NOT NULL, generation INTEGER NOT NULL, identity TEXT NOT NULL, path TEXT NOT NULL, target TEXT NOT NULL,
            offset INTEGER NOT NULL, head BLOB NOT NULL, tail BLOB NOT NULL, skipping INTEGER NOT NULL, ended INTEGER NOT NULL, clock BLOB NOT NULL, seen INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS segments (
            number INTEGER PRIMARY KEY AUTOINCREMENT, rank INTEGER NOT NULL, events INTEGER NOT NULL, bytes INTEGER NOT NULL,
            first INTEGER NOT NULL, last INTEGER NOT NULL, size INTEGER NOT NULL, body BLOB NOT NULL);
        CREATE INDEX IF NOT EXISTS segments_by_rank ON segments (rank, number, events, size);
        CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        """;

    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> commands = [];
    private SqliteTransaction? transaction;

    private BufferDatabase(SqliteConnection connection) => this.connection = connection;

    /// <exception cref="SqliteException">It cannot be made or read.</exception>
    public static BufferDatabase Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = Schema;
            command.ExecuteNonQuery();
            return new BufferDatabase(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>All of it or nothing.</summary>
    /// <exception cref="SqliteException">Nothing was written; <see cref="IsNoRoom"/> tells whether room is what is missing.</exception>
    public T InTransaction<T>(Func<T> work)
    {
        transaction = connection.BeginTransaction(deferred: false);
        try
        {
            var result = work();
            transaction.Commit();
            return result;
        }
        finally
        {
            transaction.Dispose();
            transaction = null;
        }
    }

    /// <summary>The disk is full, a quota or a limit is reached, or it cannot be written at the moment.</summary>
    public static bool IsNoRoom(SqliteException exception)
    {
        const int IoError = 10, Full = 13, CannotOpen = 14, ReadOnly = 8;
        return exception.SqliteErrorCode is IoError or Full or CannotOpen or ReadOnly;
    }

    public int Execute(string sql, params ReadOnlySpan<(string Name, object Value)> values) => Prepare(sql, values).ExecuteNonQuery();

    public object? Scalar(string sql, params ReadOnlySpan<(string Name, object Value)> values) => Prepare(sql, values).ExecuteScalar();

    public List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var reader = Prepare(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    public void Dispose()
    {
        foreach (var command in commands.Values)
            command.Dispose();
        connection.Dispose();
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<(string Name, object Value)> values)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            commands[sql] = command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements are constants of this folder.
            command.CommandText = sql;
#pragma warning restore CA2100
        }

        command.Transaction = transaction;
        command.Parameters.Clear();
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        return command;
    }
}
