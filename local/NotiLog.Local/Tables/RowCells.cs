namespace NotiLog.Local.Tables;

/// <summary>Walks the cells of an encoded row (<see cref="RowBytes"/>) without copying.</summary>
internal ref struct RowCells(ReadOnlySpan<byte> body)
{
    private ReadOnlySpan<byte> rest = body;

    public CellType Type { get; private set; }

    public ReadOnlySpan<byte> Name { get; private set; }

    public ReadOnlySpan<byte> Value { get; private set; }

    public bool MoveNext()
    {
        if (rest.IsEmpty)
            return false;
        Type = (CellType)rest[0];
        rest = rest[1..];
        Name = Take(TakeLength());
        Value = Type switch
        {
            CellType.Text or CellType.Bytes => Take(TakeLength()),
            CellType.True or CellType.False => [],
            _ => Take(8),
        };
        return true;
    }

    private int TakeLength()
    {
        var length = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = rest[0];
            rest = rest[1..];
            length |= (part & 0x7F) << shift;
            if (part < 0x80)
                return length;
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}
