namespace NotiLog.Local.Tables;

/// <summary>
/// ETags: a counter that never repeats in the life of the database. Numbers are set aside in the database a million at a time,
/// so that a commit rarely writes the counter and a crash only skips some.
/// </summary>
internal sealed class SqliteETags
{
    private const string Counter = "etag";
    private const long SetAsideAtOnce = 1_000_000;

    private readonly SqliteDatabase database;
    private long next;
    private long setAside;

    public SqliteETags(SqliteDatabase database)
    {
        this.database = database;
        var read = database.Statement(SqliteText.ReadCounter);
        read.BindText(1, Counter);
        next = read.Step() ? read.Long(0) : 1;
        read.Reset();
        setAside = next;
    }

    /// <summary>A new ETag; inside a transaction.</summary>
    public long Next()
    {
        if (next == setAside)
        {
            var write = database.Statement(SqliteText.WriteCounter);
            write.BindText(1, Counter);
            write.BindLong(2, next + SetAsideAtOnce);
            write.Run();
            setAside = next + SetAsideAtOnce;
        }

        return next++;
    }

    /// <summary>After a transaction that failed: what it set aside does not count.</summary>
    public void Discard() => setAside = next;
}
