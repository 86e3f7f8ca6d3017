using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using NotiLog.Tables;

namespace NotiLog.Local.Tables;

/// <summary>Makes rows from encoded bytes. Remembers the names of cells, so each is one string; used by one thread at a time.</summary>
internal sealed class RowReader
{
    private const int MostNames = 4096;

    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    /// <param name="select">Names in UTF-8 of the cells to decode; null for all.</param>
    public TableRow Read(string partitionKey, string rowKey, long etag, ReadOnlySpan<byte> body, byte[][]? select)
    {
        var row = new TableRow(partitionKey, rowKey, etag.ToString(CultureInfo.InvariantCulture));
        var cells = new RowCells(body);
        while (cells.MoveNext())
        {
            if (select is null || IsSelected(cells.Name, select))
                Set(row, NameOf(cells.Name), cells.Type, cells.Value);
        }

        return row;
    }

    private static void Set(TableRow row, string name, CellType type, ReadOnlySpan<byte> value)
    {
        switch (type)
        {
            case CellType.Text:
                row.Set(name, Encoding.UTF8.GetString(value));
                break;
            case CellType.Long:
                row.Set(name, BinaryPrimitives.ReadInt64LittleEndian(value));
                break;
            case CellType.Double:
                row.Set(name, BinaryPrimitives.ReadDoubleLittleEndian(value));
                break;
            case CellType.Time:
                row.Set(name, new DateTimeOffset(BinaryPrimitives.ReadInt64LittleEndian(value), TimeSpan.Zero));
                break;
            case CellType.Bytes:
                row.Set(name, value.ToArray());
                break;
            default:
                row.Set(name, type == CellType.True);
                break;
        }
    }

    /// <summary>A selected name brings its spilled parts <c>name_1</c>, <c>name_2</c>...</summary>
    private static bool IsSelected(ReadOnlySpan<byte> name, byte[][] select)
    {
        foreach (var wanted in select)
        {
            if (name.StartsWith(wanted) && (name.Length == wanted.Length || IsPart(name[wanted.Length..])))
                return true;
        }

        return false;
    }

    private static bool IsPart(ReadOnlySpan<byte> suffix) =>
        suffix.Length > 1 && suffix[0] == (byte)'_' && !suffix[1..].ContainsAnyExceptInRange((byte)'0', (byte)'9');

    private string NameOf(ReadOnlySpan<byte> utf8)
    {
        Span<char> text = stackalloc char[255];
        text = text[..Encoding.UTF8.GetChars(utf8, text)];
        if (names.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var known))
            return known;
        var name = text.ToString();
        if (names.Count < MostNames)
            names.Add(name);
        return name;
    }
}
