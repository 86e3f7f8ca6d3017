using NotiLog.Tables;
using SQLitePCL;

namespace NotiLog.Local.Tables;

/// <summary>One connection and its prepared statements, used by one thread at a time.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private const int MostStatements = 256;
    private const int BusyMilliseconds = 5000;

    private readonly sqlite3 handle;
    private readonly Dictionary<(SqliteText, long), SqliteStatement> statements = [];

    static SqliteDatabase() => Batteries_V2.Init();

    /// <exception cref="TablesUnavailableException">The file cannot be opened.</exception>
    public SqliteDatabase(string path, bool readOnly)
    {
        var access = readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE;
        var code = raw.sqlite3_open_v2(path, out handle, access | raw.SQLITE_OPEN_NOMUTEX, null);
        if (code != raw.SQLITE_OK)
        {
            using (handle)
                throw Fault(handle, code);
        }

        _ = raw.sqlite3_busy_timeout(handle, BusyMilliseconds);
    }

    /// <summary>Whether a transaction is open.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(handle) == 0;

    public void Execute(string sql)
    {
        var code = raw.sqlite3_exec(handle, sql);
        if (code != raw.SQLITE_OK)
            throw Fault(handle, code);
    }

    /// <summary>The statement for the table with this number (0 for those of no table), prepared once.</summary>
    public SqliteStatement Statement(SqliteText text, long table = 0)
    {
        if (statements.TryGetValue((text, table), out var known))
            return known;
        var code = raw.sqlite3_prepare_v3(handle, SqliteTexts.Of(text, table), raw.SQLITE_PREPARE_PERSISTENT, out var prepared);
        if (code != raw.SQLITE_OK)
            throw Fault(handle, code);
        return statements[(text, table)] = new SqliteStatement(handle, prepared);
    }

    /// <summary>Forgets the prepared statements when they are many, as with a table per day; none may be running.</summary>
    public void Trim()
    {
        if (statements.Count > MostStatements)
            Forget();
    }

    public void Forget()
    {
        foreach (var statement in statements.Values)
            statement.Dispose();
        statements.Clear();
    }

    public void Dispose()
    {
        Forget();
        handle.Dispose();
    }

    /// <summary>What a result code of SQLite means to the port: storage does not answer.</summary>
    public static TablesUnavailableException Fault(sqlite3 database, int code) =>
        new($"SQLite: {raw.sqlite3_errmsg(database).utf8_to_string()} ({raw.sqlite3_extended_errcode(database)}, {code})");
}
