using System.Text;
using NotiLog.Tables;

namespace NotiLog.Local.Tables;

/// <summary>One read connection; used by one thread at a time.</summary>
internal sealed class SqliteReader : IDisposable
{
    private const int RowsBetweenCancellationChecks = 256;

    private readonly SqliteDatabase database;
    private readonly RowReader rows = new();

    public SqliteReader(string path)
    {
        database = new SqliteDatabase(path, readOnly: true);
        database.Execute(SqliteTexts.PrepareReader);
    }

    public TableRow? Get(long table, string partitionKey, string rowKey)
    {
        database.Trim();
        var get = database.Statement(SqliteText.Get, table);
        try
        {
            get.BindText(1, partitionKey);
            get.BindText(2, rowKey);
            return get.Step() ? rows.Read(partitionKey, rowKey, get.Long(0), get.Bytes(1), select: null) : null;
        }
        finally
        {
            get.Reset();
        }
    }

    /// <summary>One page; both physical tables are read in one snapshot and merged by key.</summary>
    public TablePage Query(long table, TableQuery query, CancellationToken cancellationToken)
    {
        database.Trim();
        var large = database.Statement(query.Descending ? SqliteText.DownLarge : SqliteText.UpLarge, table);
        var small = database.Statement(query.Descending ? SqliteText.DownSmall : SqliteText.UpSmall, table);
        database.Statement(SqliteText.Begin).Run();
        try
        {
            BindRange(large, query);
            BindRange(small, query);
            return Merge(new Cursor(large, small, query.Descending), query, cancellationToken);
        }
        finally
        {
            large.Reset();
            small.Reset();
            if (database.InTransaction)
                database.Statement(SqliteText.Commit).Run();
        }
    }

    public void Dispose() => database.Dispose();

    private TablePage Merge(Cursor cursor, TableQuery query, CancellationToken cancellationToken)
    {
        var filter = new RowFilter(query.Where);
        byte[][]? select = query.Select is null ? null : [.. query.Select.Select(Encoding.UTF8.GetBytes)];
        var scanLimit = query.ScanLimit ?? int.MaxValue;
        var found = new List<TableRow>();
        for (var scanned = 0; cursor.MoveNext();)
        {
            scanned++;
            if (scanned % RowsBetweenCancellationChecks == 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (filter.Matches(cursor.Body))
                found.Add(rows.Read(query.PartitionKey, Encoding.UTF8.GetString(cursor.RowKey), cursor.ETag, cursor.Body, select));
            if (found.Count < query.Limit && scanned < scanLimit)
                continue;
            var last = Encoding.UTF8.GetString(cursor.RowKey);
            return new TablePage(found, cursor.MoveNext() ? last : null, scanned);
        }

        return new TablePage(found, null, cursor.Count);
    }

    /// <summary>Lower bound inclusive, upper bound exclusive; the continuation is the last key looked at, and no key holds U+0000.</summary>
    private static void BindRange(SqliteStatement statement, TableQuery query)
    {
        var from = !query.Descending && query.Continuation is { } after ? after + '\0' : query.From ?? "";
        statement.BindText(1, query.PartitionKey);
        statement.BindText(2, Encoding.UTF8.GetBytes(from));
        var to = (query.Descending ? query.Continuation : null) ?? query.To;
        if (to is not null)
            statement.BindText(3, to);
        else
            statement.BindEnd(3);
    }

    /// <summary>Both statements as one ordered sequence.</summary>
    private sealed class Cursor(SqliteStatement large, SqliteStatement small, bool descending)
    {
        private SqliteStatement? current;
        private bool hasLarge;
        private bool hasSmall;

        public int Count { get; private set; }

        public ReadOnlySpan<byte> RowKey => current!.Bytes(0);

        public long ETag => current!.Long(1);

        public ReadOnlySpan<byte> Body => current!.Bytes(2);

        public bool MoveNext()
        {
            if (current is null || current == large)
                hasLarge = large.Step();
            if (current is null || current == small)
                hasSmall = small.Step();
            if (!hasLarge && !hasSmall)
                return false;
            Count++;
            current = hasLarge && (!hasSmall || IsLargeFirst()) ? large : small;
            return true;
        }

        private bool IsLargeFirst() => large.Bytes(0).SequenceCompareTo(small.Bytes(0)) < 0 != descending;
    }
}
