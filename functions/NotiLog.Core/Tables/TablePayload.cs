using System.Buffers;

namespace NotiLog.Tables;

/// <summary>
/// What a row costs in a transaction as Azure.Data.Tables sends it, from above: JSON in which every character that is not plain ASCII is \uXXXX,
/// binary as base64, and the headers of a part of the multipart body, whose URL repeats the keys percent-encoded.
/// </summary>
internal static class TablePayload
{
    private const int PartOverhead = 1024;
    private const int KeyFactor = 3;
    private const int CellOverhead = 6;
    private const int TypedOverhead = 32;
    private const int Escaped = 6;

    private static readonly SearchValues<char> Plain =
        SearchValues.Create(" !#$%()*,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~");

    public static long Of(TableRow row)
    {
        var payload = PartOverhead + (KeyFactor * (JsonOf(row.PartitionKey) + JsonOf(row.RowKey)));
        for (var i = 0; i < row.Cells.Count; i++)
        {
            var (name, value) = row.Cells[i];
            var named = JsonOf(name);
            payload += named + CellOverhead + value switch
            {
                string text => JsonOf(text),
                bool => 5,
                byte[] bytes => named + TypedOverhead + ((bytes.Length + 2L) / 3 * 4),
                _ => named + (2 * TypedOverhead),
            };
        }

        return payload;
    }

    private static long JsonOf(ReadOnlySpan<char> text)
    {
        var at = text.IndexOfAnyExcept(Plain);
        if (at < 0)
            return text.Length;
        long length = text.Length;
        foreach (var c in text[at..])
        {
            if (!Plain.Contains(c))
                length += Escaped - 1;
        }

        return length;
    }
}
