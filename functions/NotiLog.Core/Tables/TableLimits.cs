namespace NotiLog.Tables;

/// <summary>The limits of real Azure tables, kept by every engine. Every check throws <see cref="ArgumentException"/> naming the limit that is broken.</summary>
public static class TableLimits
{
    public const int RowsPerCommit = 100;

    /// <summary>Bytes of one commit on the wire.</summary>
    public const int PayloadPerCommit = 4 * 1024 * 1024;

    /// <summary>UTF-16 characters of a string cell.</summary>
    public const int CharactersPerCell = 32 * 1024;

    /// <summary>Bytes of a byte[] cell.</summary>
    public const int BytesPerCell = 64 * 1024;

    public const int CellsPerRow = 252;

    /// <summary>Bytes of a row by the formula of Azure tables.</summary>
    public const int BytesPerRow = 1024 * 1024;

    /// <summary>UTF-16 characters of a partition or row key.</summary>
    public const int CharactersPerKey = 512;

    public const int RowsPerPage = 1000;

    /// <summary>Bytes that the row adds to a commit on the wire, estimated from above. Counted once per row and remembered until the row changes.</summary>
    public static long PayloadOf(TableRow row)
    {
        if (row.Payload == 0)
            row.Payload = TablePayload.Of(row);
        return row.Payload;
    }

    /// <summary>A table name: 3..63 ASCII letters and digits, a letter first.</summary>
    public static void CheckName(string name)
    {
        var wellFormed = name.Length is >= 3 and <= 63 && char.IsAsciiLetter(name[0]);
        foreach (var c in name)
            wellFormed &= char.IsAsciiLetterOrDigit(c);
        Require(wellFormed, "A table name is 3..63 letters and digits, a letter first");
    }

    public static void CheckCommit(IReadOnlyList<TableWrite> writes)
    {
        Require(writes.Count is >= 1 and <= RowsPerCommit, "A commit has 1..100 rows");
        var partitionKey = writes[0].Row.PartitionKey;
        CheckKey(partitionKey);
        var seen = writes.Count == 1 ? null : new HashSet<string>(writes.Count, StringComparer.Ordinal);
        var payload = 0L;
        for (var i = 0; i < writes.Count; i++)
        {
            var write = writes[i];
            Require(write.Row.PartitionKey == partitionKey, "A commit stays within one partition");
            Require(seen?.Add(write.Row.RowKey) != false, "A commit has each row once");
            Require(write.Kind != TableWriteKind.Update || write.ETag is not null, "An update demands an ETag");
            Require(write.ETag != "*", "An ETag is one that was read, not *");
            CheckKey(write.Row.RowKey);
            if (write.Kind != TableWriteKind.Delete)
                CheckCells(write.Row);
            payload += PayloadOf(write.Row);
        }

        Require(payload <= PayloadPerCommit, "A commit has at most 4 MiB");
    }

    public static void CheckQuery(TableQuery query)
    {
        CheckKey(query.PartitionKey);
        Require(query.Limit is >= 1 and <= RowsPerPage, "A page has 1..1000 rows");
        Require(query.ScanLimit is null or >= 1, "A scan limit is at least 1");
        Require(query.Where.Sum(condition => condition.AnyOf.Count) <= TableQuery.MostComparisons, "A query compares with at most 12 values");
        foreach (var condition in query.Where)
        {
            CheckCellName(condition.Cell);
            foreach (var value in condition.AnyOf)
            {
                Require(value is string or long or int or bool, "A condition compares strings, longs or booleans");
                Require(value is not bool || condition.Op is TableOp.Equal or TableOp.NotEqual, "A boolean is equal or not equal");
            }
        }

        foreach (var name in query.Select ?? [])
            CheckCellName(name);
    }

    /// <summary>A partition or row key: at most 512 characters without / \ # ? and control characters.</summary>
    public static void CheckKey(string key)
    {
        Require(key.Length <= CharactersPerKey, "A key has at most 512 characters");
        foreach (var c in key)
            Require(!char.IsControl(c) && c is not ('/' or '\\' or '#' or '?'), "A key has no / \\ # ? and no control characters");
        CheckText(key);
    }

    private static void CheckCells(TableRow row)
    {
        Require(row.Cells.Count <= CellsPerRow, "A row has at most 252 cells");
        var size = 4 + (2L * (row.PartitionKey.Length + row.RowKey.Length));
        for (var i = 0; i < row.Cells.Count; i++)
        {
            var (name, value) = row.Cells[i];
            CheckCellName(name);
            size += 8 + (2L * name.Length) + CheckedSize(value);
        }

        Require(size <= BytesPerRow, "A row has at most 1 MiB");
    }

    private static long CheckedSize(object value)
    {
        switch (value)
        {
            case string text:
                Require(text.Length <= CharactersPerCell, "A string cell has at most 32,768 characters");
                CheckText(text);
                return 4 + (2L * text.Length);
            case byte[] bytes:
                Require(bytes.Length <= BytesPerCell, "A binary cell has at most 64 KiB");
                return 4 + bytes.Length;
            case DateTimeOffset time:
                Require(time.Year >= 1601, "A time is not before 1601");
                return 8;
            default:
                return 8;
        }
    }

    private static void CheckCellName(string name)
    {
        Require(name.Length is >= 1 and <= 255, "A cell name has 1..255 characters");
        var wellFormed = !char.IsAsciiDigit(name[0]);
        foreach (var c in name)
            wellFormed &= char.IsAsciiLetterOrDigit(c) || c == '_' || (c > 127 && char.IsLetterOrDigit(c));
        Require(wellFormed, "A cell name is letters, digits and _, not a digit first");
        Require(name is not ("PartitionKey" or "RowKey" or "Timestamp"), "A cell is not named PartitionKey, RowKey or Timestamp");
    }

    private static void CheckText(string text)
    {
        for (var rest = text.AsSpan(); rest.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and var at; rest = rest[(at + 2)..])
            Require(at + 1 < rest.Length && char.IsSurrogatePair(rest[at], rest[at + 1]), "Text has no lone surrogates");
    }

    private static void Require(bool holds, string limit)
    {
        if (!holds)
            throw new ArgumentException(limit);
    }
}
