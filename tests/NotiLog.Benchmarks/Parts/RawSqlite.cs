using System.Diagnostics;
using Microsoft.Data.Sqlite;
using NotiLog.Common;
using NotiLog.Events;
using NotiLog.Local.Tables;

namespace NotiLog.Benchmarks.Parts;

/// <summary>A plain loop of commits by Microsoft.Data.Sqlite: the rows that the host writes, their keys and bytes made as it makes them, into such a table (WAL, FULL, 8 KiB pages).</summary>
internal sealed class RawSqlite : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand insert;
    private readonly byte[] row = RowOfEvent();

    public RawSqlite(string folder)
    {
        connection = new SqliteConnection($"Data Source={Path.Combine(folder, "raw.db")};Pooling=false");
        connection.Open();
        using var prepare = connection.CreateCommand();
        prepare.CommandText = "pragma page_size = 8192; pragma journal_mode = wal; pragma synchronous = full; "
            + "create table rows(pk text not null, rk text not null, etag integer not null, body blob not null, unique(pk, rk))";
        prepare.ExecuteNonQuery();
        insert = connection.CreateCommand();
        insert.CommandText = "insert into rows(pk, rk, etag, body) values('0', $rk, $etag, $body)";
        insert.Parameters.Add("$rk", SqliteType.Text);
        insert.Parameters.AddWithValue("$etag", 1L);
        insert.Parameters.AddWithValue("$body", row);
        insert.Prepare();
    }

    /// <returns>Rows a second.</returns>
    public Task<double> ForAsync(int rowsPerCommit, TimeSpan duration) => Task.Run(() =>
    {
        var rows = 0;
        var watch = Stopwatch.StartNew();
        for (; watch.Elapsed < duration; rows += rowsPerCommit)
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            insert.Transaction = transaction;
            for (var i = 0; i < rowsPerCommit; i++)
            {
                insert.Parameters[0].Value = EventKey.RowOf(Uuid7.New(TimeProvider.System.GetUtcNow()));
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return rows / watch.Elapsed.TotalSeconds;
    });

    public void Dispose()
    {
        insert.Dispose();
        connection.Dispose();
    }

    private static byte[] RowOfEvent()
    {
        var bytes = new RowBytes(4096);
        bytes.Append(EventRow.Of(Samples.Event()));
        return bytes.Slice(0, bytes.Length).ToArray();
    }
}
