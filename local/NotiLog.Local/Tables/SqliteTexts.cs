using System.Globalization;

namespace NotiLog.Local.Tables;

internal enum SqliteText
{
    Begin,
    BeginImmediate,
    Commit,
    AllTables,
    AddTable,
    RemoveTable,
    ReadCounter,
    WriteCounter,
    MakeLarge,
    MakeSmall,
    DropLarge,
    DropSmall,
    NextLarge,
    NextSmall,
    InsertLarge,
    InsertSmall,
    UpdateLarge,
    UpdateSmall,
    DeleteLarge,
    DeleteSmall,
    Get,
    UpLarge,
    UpSmall,
    DownLarge,
    DownSmall,
}

/// <summary>
/// The SQL of the tables. A logical table is two physical ones: <c>l{n}</c>, a rowid table with a unique index, for large rows,
/// which it writes faster; <c>s{n}</c>, clustered by key, for small ones, which it reads faster. A row is in one of them.
/// </summary>
internal static class SqliteTexts
{
    /// <summary>8 KiB pages: rows over 1 KB overflow smaller ones. The size holds only when set on an empty file.</summary>
    public const string Prepare = """
        pragma page_size = 8192;
        pragma journal_mode = wal;
        pragma synchronous = full;
        pragma cache_size = -16384;
        pragma journal_size_limit = 67108864;
        create table if not exists tables(number integer primary key autoincrement, name text not null unique collate nocase);
        create table if not exists counters(name text primary key, value integer not null) without rowid;
        """;

    public const string PrepareReader = "pragma query_only = on; pragma cache_size = -4096;";

    public static string Of(SqliteText text, long table)
    {
        var number = table.ToString(CultureInfo.InvariantCulture);
        return text switch
        {
            SqliteText.Begin => "begin",
            SqliteText.BeginImmediate => "begin immediate",
            SqliteText.Commit => "commit",
            SqliteText.AllTables => "select name, number from tables",
            SqliteText.AddTable => "insert into tables(name) values(?1) returning number",
            SqliteText.RemoveTable => "delete from tables where number = ?1",
            SqliteText.ReadCounter => "select value from counters where name = ?1",
            SqliteText.WriteCounter => "insert into counters(name, value) values(?1, ?2) on conflict(name) do update set value = excluded.value",
            SqliteText.MakeLarge => $"create table l{number}(pk text not null, rk text not null, etag integer not null, body blob not null, unique(pk, rk))",
            SqliteText.MakeSmall => $"create table s{number}(pk text not null, rk text not null, etag integer not null, body blob not null, primary key(pk, rk)) without rowid",
            SqliteText.DropLarge => $"drop table l{number}",
            SqliteText.DropSmall => $"drop table s{number}",
            SqliteText.NextLarge => $"select rk, etag from l{number} where pk = ?1 and rk >= ?2 order by rk limit 1",
            SqliteText.NextSmall => $"select rk, etag from s{number} where pk = ?1 and rk >= ?2 order by rk limit 1",
            SqliteText.InsertLarge => $"insert into l{number}(pk, rk, etag, body) values(?1, ?2, ?3, ?4)",
            SqliteText.InsertSmall => $"insert into s{number}(pk, rk, etag, body) values(?1, ?2, ?3, ?4)",
            SqliteText.UpdateLarge => $"update l{number} set etag = ?3, body = ?4 where pk = ?1 and rk = ?2",
            SqliteText.UpdateSmall => $"update s{number} set etag = ?3, body = ?4 where pk = ?1 and rk = ?2",
            SqliteText.DeleteLarge => $"delete from l{number} where pk = ?1 and rk = ?2",
            SqliteText.DeleteSmall => $"delete from s{number} where pk = ?1 and rk = ?2",
            SqliteText.Get => $"select etag, body from l{number} where pk = ?1 and rk = ?2 union all select etag, body from s{number} where pk = ?1 and rk = ?2",
            SqliteText.UpLarge => $"select rk, etag, body from l{number} where pk = ?1 and rk >= ?2 and rk < ?3 order by rk",
            SqliteText.UpSmall => $"select rk, etag, body from s{number} where pk = ?1 and rk >= ?2 and rk < ?3 order by rk",
            SqliteText.DownLarge => $"select rk, etag, body from l{number} where pk = ?1 and rk >= ?2 and rk < ?3 order by rk desc",
            SqliteText.DownSmall => $"select rk, etag, body from s{number} where pk = ?1 and rk >= ?2 and rk < ?3 order by rk desc",
            _ => throw new ArgumentOutOfRangeException(nameof(text)),
        };
    }
}
