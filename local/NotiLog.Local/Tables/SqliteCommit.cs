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
    private readonly int[] byKey;

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

        byKey = new int[entries.Length];
        for (var i = 0; i < byKey.Length; i++)
            byKey[i] = i;
        Array.Sort(byKey, (left, right) => KeyOf(left).SequenceCompareTo(KeyOf(right)));
    }

    public override int Weight => bytes.Length;

    protected override void Release() => bytes.Release();

    protected override CommitResult Write(SqliteDatabase database, SqliteCatalogue catalogue, SqliteETags etags)
    {
        var number = catalogue.FindInTransaction(table);
        var conflicts = number is null ? Conflicts() : Check(database, number.Value);
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
            var rowKey = KeyOf(i);
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

    private ReadOnlySpan<byte> KeyOf(int index) => bytes.Slice(entries[index].Key, entries[index].Body - entries[index].Key);

    /// <summary>Finds every row and notes its place; the indexes of conflicts, null when there are none.</summary>
    private List<int>? Check(SqliteDatabase database, long number)
    {
        Find(database.Statement(SqliteText.NextLarge, number), RowPlace.Large);
        Find(database.Statement(SqliteText.NextSmall, number), RowPlace.Small);
        return Conflicts();
    }

    /// <summary>Walks the keys in order beside those that exist: all new keys that fall into one gap cost one look.</summary>
    private void Find(SqliteStatement next, RowPlace place)
    {
        next.BindText(1, bytes.Slice(0, partitionKeyLength));
        for (var at = 0; at < byKey.Length;)
        {
            next.BindText(2, KeyOf(byKey[at]));
            try
            {
                if (!next.Step())
                    return;
                var there = next.Bytes(0);
                var order = -1;
                while (at < byKey.Length && (order = KeyOf(byKey[at]).SequenceCompareTo(there)) < 0)
                    at++;
                if (order != 0)
                    continue;
                ref var entry = ref entries[byKey[at++]];
                (entry.Place, entry.Found) = (place, next.Long(1));
            }
            finally
            {
                next.Reset();
            }
        }
    }

    private List<int>? Conflicts()
    {
        List<int>? conflicts = null;
        for (var i = 0; i < entries.Length; i++)
        {
            if (!entries[i].Holds)
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
        /// <summary>Where the row is now.</summary>
        public RowPlace Place { get; set; }

        /// <summary>The ETag it has there.</summary>
        public long Found { get; set; }

        public readonly bool Holds => Kind switch
        {
            TableWriteKind.Insert => Place == RowPlace.None,
            TableWriteKind.Upsert => true,
            _ => ETag is null || (Place != RowPlace.None && ETag == Found),
        };
    }
}
