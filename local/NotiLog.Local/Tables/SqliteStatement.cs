using SQLitePCL;

namespace NotiLog.Local.Tables;

/// <summary>A prepared statement, used by one thread at a time. Parameters count from 1, columns from 0; what a column returns is valid until the next step.</summary>
internal sealed class SqliteStatement(sqlite3 database, sqlite3_stmt statement) : IDisposable
{
    public void BindText(int parameter, ReadOnlySpan<byte> utf8) =>
        Check(utf8.IsEmpty ? raw.sqlite3_bind_text(statement, parameter, "") : raw.sqlite3_bind_text(statement, parameter, utf8));

    public void BindText(int parameter, string text) => Check(raw.sqlite3_bind_text(statement, parameter, text));

    public void BindBlob(int parameter, ReadOnlySpan<byte> bytes) => Check(raw.sqlite3_bind_blob(statement, parameter, bytes));

    /// <summary>A value that every text sorts below.</summary>
    public void BindEnd(int parameter) => Check(raw.sqlite3_bind_zeroblob(statement, parameter, 0));

    public void BindLong(int parameter, long value) => Check(raw.sqlite3_bind_int64(statement, parameter, value));

    /// <summary>True when there is a row, false at the end.</summary>
    public bool Step() => raw.sqlite3_step(statement) switch
    {
        raw.SQLITE_ROW => true,
        raw.SQLITE_DONE => false,
        var code => throw SqliteDatabase.Fault(database, code),
    };

    /// <summary>Runs a statement without rows and readies it for the next run.</summary>
    public void Run()
    {
        try
        {
            Step();
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Ends the run; parameters keep their values. Its result repeats the fault that the step has thrown.</summary>
    public void Reset() => _ = raw.sqlite3_reset(statement);

    public long Long(int column) => raw.sqlite3_column_int64(statement, column);

    /// <summary>The bytes of a blob, or of a text in UTF-8.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement, column);

    public void Dispose() => statement.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            throw SqliteDatabase.Fault(database, code);
    }
}
