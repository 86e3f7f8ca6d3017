namespace NotiLog.Local.Tables;

/// <summary>In which of the two physical tables a row is.</summary>
internal enum RowPlace : byte
{
    None,
    Large,
    Small,
}

/// <summary>Writes the rows of one partition of one table, inside a transaction. Keys are bound once per statement and partition.</summary>
internal ref struct SqliteRows(SqliteDatabase database, long table, ReadOnlySpan<byte> partitionKey)
{
    private readonly ReadOnlySpan<byte> partitionKey = partitionKey;
    private SqliteStatement? insertLarge;
    private SqliteStatement? insertSmall;

    /// <summary>Inserts, replaces in place, or moves a row that has changed its size.</summary>
    public void Write(ReadOnlySpan<byte> rowKey, RowPlace from, RowPlace to, long etag, ReadOnlySpan<byte> body)
    {
        if (from != to)
            Delete(rowKey, from);
        var statement = from == to ? Bound(to == RowPlace.Large ? SqliteText.UpdateLarge : SqliteText.UpdateSmall)
            : to == RowPlace.Large ? insertLarge ??= Bound(SqliteText.InsertLarge)
            : insertSmall ??= Bound(SqliteText.InsertSmall);
        statement.BindText(2, rowKey);
        statement.BindLong(3, etag);
        statement.BindBlob(4, body);
        statement.Run();
    }

    public readonly void Delete(ReadOnlySpan<byte> rowKey, RowPlace from)
    {
        if (from == RowPlace.None)
            return;
        var statement = Bound(from == RowPlace.Large ? SqliteText.DeleteLarge : SqliteText.DeleteSmall);
        statement.BindText(2, rowKey);
        statement.Run();
    }

    private readonly SqliteStatement Bound(SqliteText text)
    {
        var statement = database.Statement(text, table);
        statement.BindText(1, partitionKey);
        return statement;
    }
}
