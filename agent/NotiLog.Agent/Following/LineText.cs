using System.Text;

namespace NotiLog.Agent.Following;

/// <summary>How the bytes of a file are text.</summary>
/// <param name="Encoding">For what is not UTF-8, or UTF-8 itself, whose invalid bytes become U+FFFD.</param>
/// <param name="Fallback">For single lines that are no valid UTF-8, when the file's encoding is UTF-8.</param>
/// <param name="Unit">Bytes of a code unit, 1 or 2.</param>
/// <param name="Mark">Length of the byte order mark.</param>
internal sealed record LineText(Encoding Encoding, Encoding? Fallback, int Unit, int Mark)
{
    private static readonly Encoding BigEndian = new UnicodeEncoding(bigEndian: true, byteOrderMark: false);
    private static readonly Encoding LittleEndian = new UnicodeEncoding(bigEndian: false, byteOrderMark: false);
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>A byte order mark wins over what the settings say.</summary>
    public static LineText Of(ReadOnlySpan<byte> head, Encoding configured, Encoding? fallback)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return new(LittleEndian, null, 2, 2);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return new(BigEndian, null, 2, 2);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            return new(Utf8, fallback, 1, 3);
        return new(configured, fallback, configured is UnicodeEncoding ? 2 : 1, 0);
    }

    private bool IsBigEndian => ReferenceEquals(Encoding, BigEndian) || Encoding.CodePage == 1201;

    /// <summary>Where the line feed stands in whole units, -1 without one.</summary>
    public int IndexOfLineEnd(ReadOnlySpan<byte> bytes)
    {
        if (Unit == 1)
            return bytes.IndexOf((byte)'\n');
        var low = IsBigEndian ? 1 : 0;
        for (var from = 0; from < bytes.Length;)
        {
            var at = bytes[from..].IndexOf((byte)'\n');
            if (at < 0)
                return -1;
            at += from;
            var start = at - low;
            if (start >= 0 && start % 2 == 0 && start + 1 < bytes.Length && bytes[start + 1 - low] == 0)
                return start;
            from = at + 1;
        }

        return -1;
    }

    /// <summary>Zero bytes at the beginning, in whole units: what a file has where nothing was written.</summary>
    public int CountZeros(ReadOnlySpan<byte> bytes)
    {
        var count = bytes.IndexOfAnyExcept((byte)0);
        return (count < 0 ? bytes.Length : count) / Unit * Unit;
    }

    /// <summary>The text without a carriage return at its end; other zero characters become U+FFFD.</summary>
    public string Decode(ReadOnlySpan<byte> line)
    {
        var text = (Fallback is null || System.Text.Unicode.Utf8.IsValid(line) ? Encoding : Fallback).GetString(line);
        if (text.EndsWith('\r'))
            text = text[..^1];
        return text.Contains('\0', StringComparison.Ordinal) ? text.TrimEnd('\0').Replace('\0', '\uFFFD') : text;
    }
}
