using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using NotiLog.Tables;

namespace NotiLog.Local.Tables;

/// <summary>How a cell's value is written; stored, so the numbers stay.</summary>
internal enum CellType : byte
{
    Text = 1,
    Long = 2,
    False = 3,
    True = 4,
    Double = 5,
    Time = 6,
    Bytes = 7,
}

/// <summary>
/// A growing buffer from the pool into which rows are encoded, cell after cell: type (1 byte), length of the name and the name in UTF-8,
/// then 8 bytes (long, double, ticks of UTC), nothing (booleans), or a length and that many bytes. Lengths are 7 bits a byte, low ones first; numbers little-endian.
/// </summary>
internal sealed class RowBytes(int capacity)
{
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Slice(int start, int length) => buffer.AsSpan(start, length);

    public void Append(TableRow row)
    {
        for (var i = 0; i < row.Cells.Count; i++)
        {
            var (name, value) = row.Cells[i];
            Reserve(1)[0] = (byte)TypeOf(value);
            AppendCounted(name);
            AppendValue(value);
        }
    }

    public void Append(string text) =>
        Encoding.UTF8.GetBytes(text, Reserve(Encoding.UTF8.GetByteCount(text)));

    /// <summary>Gives the buffer back; once, at the end.</summary>
    public void Release() => ArrayPool<byte>.Shared.Return(buffer);

    private static CellType TypeOf(object value) => value switch
    {
        string => CellType.Text,
        long => CellType.Long,
        bool truth => truth ? CellType.True : CellType.False,
        double => CellType.Double,
        DateTimeOffset => CellType.Time,
        _ => CellType.Bytes,
    };

    private void AppendValue(object value)
    {
        switch (value)
        {
            case string text:
                AppendCounted(text);
                break;
            case long number:
                BinaryPrimitives.WriteInt64LittleEndian(Reserve(8), number);
                break;
            case double number:
                BinaryPrimitives.WriteDoubleLittleEndian(Reserve(8), number);
                break;
            case DateTimeOffset time:
                BinaryPrimitives.WriteInt64LittleEndian(Reserve(8), time.UtcTicks);
                break;
            case byte[] bytes:
                AppendLength(bytes.Length);
                bytes.CopyTo(Reserve(bytes.Length));
                break;
        }
    }

    private void AppendCounted(string text)
    {
        var count = Encoding.UTF8.GetByteCount(text);
        AppendLength(count);
        Encoding.UTF8.GetBytes(text, Reserve(count));
    }

    private void AppendLength(int length)
    {
        for (; length > 0x7F; length >>= 7)
            Reserve(1)[0] = (byte)(length | 0x80);
        Reserve(1)[0] = (byte)length;
    }

    private Span<byte> Reserve(int count)
    {
        if (Length + count > buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Length + count, buffer.Length * 2));
            buffer.AsSpan(0, Length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }

        Length += count;
        return buffer.AsSpan(Length - count, count);
    }
}
