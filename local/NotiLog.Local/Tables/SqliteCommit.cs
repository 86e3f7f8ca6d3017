using System.Globalization;
using NotiLog.Tables;

namespace NotiLog.Local.Tables;

/// <summary>A commit, encoded on its caller's thread so that the writer only binds bytes.</summary>
internal sealed class SqliteCommit : SqliteJob
{
    /// <summary>Rows with longer bodies go to the table for large ones.</summary>
    private const int SmallBody = 512;

    private readonly string table;
    private readonly RowBytes bytes;
    private readonly int partitionKeyLength;
    private readonly Entry[] entries;

    public SqliteCommit(string table, IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken) : base(cancellationToken)
    {
        this.table = table;
        bytes = new RowBytes(writes.Count == 1 ? 4096 : 64 * 1024);
        bytes.Append(writes[0].Row.PartitionKey);
        partitionKeyLength = bytes.Length;
        entries = new Entry[writes.Count];
        for (var i = 0; i < entries.Length; i++)
        {
            var key = bytes.Length;
            bytes.Append(writes[i].Row.RowKey);
            var body = bytes.Length;
            if (writes[i].Kind != TableWriteKind.Delete)
                bytes.Append(writes[i].Row);
            entries[i] = new Entry(writes[i].Kind, NumberOf(writes[i].ETag), key, body, bytes.Length);
        }
    }

    public override int Weight => bytes.Length;

    protected override void Release() => bytes.Release();

    protected override CommitResult Write(SqliteDatabase database, SqliteCatalogue catalogue, SqliteETags etags)
    {
        var number = catalogue.FindInTransaction(table);
        var conflicts = number is null ? ConflictsOfMissing() : Check(database.Statement(SqliteText.Find, number.Value));
        if (conflicts is not null)
            return new CommitResult([], conflicts);
        if (number is null && Array.Exists(entries, entry => entry.Kind != TableWriteKind.Delete))
            number = catalogue.Make(database, table);
        var written = new string?[entries.Length];
        if (number is null)
            return new CommitResult(written, []);
        var rows = new SqliteRows(database, number.Value, bytes.Slice(0, partitionKeyLength));
        for (var i = 0; i < entries.Length; i++)
        {
            ref readonly var entry = ref entries[i];
            var rowKey = bytes.Slice(entry.Key, entry.Body - entry.Key);
            if (entry.Kind == TableWriteKind.Delete)
            {
                rows.Delete(rowKey, entry.Place);
                continue;
            }

            var etag = etags.Next();
            var body = bytes.Slice(entry.Body, entry.End - entry.Body);
            rows.Write(rowKey, entry.Place, body.Length > SmallBody ? RowPlace.Large : RowPlace.Small, etag, body);
            written[i] = etag.ToString(CultureInfo.InvariantCulture);
        }

        return new CommitResult(written, []);
    }

    /// <summary>Finds every row and notes its place; the indexes of conflicts, null when there are none.</summary>
    private List<int>? Check(SqliteStatement find)
    {
        List<int>? conflicts = null;
        find.BindText(1, bytes.Slice(0, partitionKeyLength));
        for (var i = 0; i < entries.Length; i++)
        {
            ref var entry = ref entries[i];
            find.BindText(2, bytes.Slice(entry.Key, entry.Body - entry.Key));
            var etag = 0L;
            try
            {
                if (find.Step())
                {
                    entry.Place = find.Long(0) == 1 ? RowPlace.Large : RowPlace.Small;
                    etag = find.Long(1);
                }
            }
            finally
            {
                find.Reset();
            }

            if (!entry.Holds(etag))
                (conflicts ??= []).Add(i);
        }

        return conflicts;
    }

    private List<int>? ConflictsOfMissing()
    {
        List<int>? conflicts = null;
        for (var i = 0; i < entries.Length; i++)
        {
            if (!entries[i].Holds(etag: 0))
                (conflicts ??= []).Add(i);
        }

        return conflicts;
    }

    /// <summary>Null for no condition, a number that is never given out for a text that is not ours.</summary>
    private static long? NumberOf(string? etag) =>
        etag is null ? null : long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    /// <summary>One write: where its key, its body and the body's end lie in the bytes.</summary>
    private record struct Entry(TableWriteKind Kind, long? ETag, int Key, int Body, int End)
    {
        public RowPlace Place { get; set; }

        public readonly bool Holds(long etag) => Kind switch
        {
            TableWriteKind.Insert => Place == RowPlace.None,
            TableWriteKind.Upsert => true,
            _ => ETag is null || (Place != RowPlace.None && ETag == etag),
        };
    }
}
