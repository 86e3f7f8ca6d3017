using System.Text.RegularExpressions;

namespace NotiLog.Agent.Following;

/// <summary>One or several lines that make an event.</summary>
/// <param name="Start">Where it begins in the bytes that were read.</param>
/// <param name="First">Its first line.</param>
/// <param name="Rest">The lines after it, null when there is one.</param>
internal readonly record struct Entry(int Start, string First, string? Rest);

/// <summary>Which lines belong together.</summary>
/// <param name="Start">A line that begins an entry; null when <paramref name="Continuation"/> decides.</param>
/// <param name="Continuation">A line that belongs to the entry before it.</param>
/// <param name="Wait">How long the lines of an entry may be apart.</param>
internal sealed record Multiline(Regex? Start, Regex? Continuation, TimeSpan Wait, int MostLines)
{
    public bool Begins(string line) => Start?.IsMatch(line) ?? !Continuation!.IsMatch(line);
}

/// <summary>Cuts bytes into entries. A line ends with its line feed and nowhere else, unless it is longer than <see cref="LongestLine"/>.</summary>
internal sealed class EntryReader(LineText text, Multiline? multiline)
{
    /// <summary>Bytes; an event holds 256 KiB, of which its fields need some.</summary>
    public const int LongestLine = 240 * 1024;

    private const string CutMark = "… [cut: the line is longer than 240 KiB]";

    private readonly List<string> open = [];
    private List<Entry> entries = [];
    private int openAt;
    private int openBytes;

    /// <summary>Set while the bytes up to the next line end belong to a line that was cut.</summary>
    public bool Skipping { get; private set; }

    /// <param name="bytes">From the file's position on.</param>
    /// <param name="skipping">What <see cref="Skipping"/> was when the position was stored.</param>
    /// <param name="isQuiet">Nothing has come for longer than an entry's lines may be apart.</param>
    /// <param name="isLast">The file has ended: what is there is all there will be.</param>
    /// <returns>How many bytes are done with.</returns>
    public int Read(ReadOnlySpan<byte> bytes, bool skipping, bool isQuiet, bool isLast, List<Entry> into)
    {
        (entries, Skipping) = (into, skipping);
        open.Clear();
        var at = 0;
        while (TryNextLine(bytes, ref at, isLast, out var start, out var line))
        {
            if (line.Length > 0 || open.Count > 0)
                Take(start, line, at - start);
            if (Skipping)
                Close();
        }

        if (open.Count == 0)
            return at;
        var isPartial = at < bytes.Length;
        if (!(isLast || (isQuiet && !isPartial)))
            return openAt;
        Close();
        return at;
    }

    /// <summary>Zeros before a line are skipped with it: a file has them where nothing was written.</summary>
    private bool TryNextLine(ReadOnlySpan<byte> bytes, ref int at, bool isLast, out int start, out string line)
    {
        start = Skipping ? at : at + text.CountZeros(bytes[at..]);
        line = "";
        var rest = bytes[start..];
        var end = text.IndexOfLineEnd(rest);
        if (end < 0)
            return TryUnended(rest, start, ref at, isLast, out line);
        at = start + end + text.Unit;
        if (!Skipping)
            line = Decode(rest[..end]);
        Skipping = false;
        return true;
    }

    private bool TryUnended(ReadOnlySpan<byte> rest, int start, ref int at, bool isLast, out string line)
    {
        line = "";
        rest = rest[..(rest.Length / text.Unit * text.Unit)];
        var isLong = rest.Length > LongestLine;
        if (rest.IsEmpty || !(isLast || isLong || Skipping))
            return false;
        if (!Skipping)
            line = Decode(rest);
        at = start + rest.Length;
        Skipping = !isLast && (Skipping || isLong);
        return line.Length > 0;
    }

    private void Take(int start, string line, int bytes)
    {
        if (multiline is null)
        {
            if (!string.IsNullOrWhiteSpace(line))
                entries.Add(new Entry(start, line, null));
            return;
        }

        if (open.Count > 0 && (multiline.Begins(line) || open.Count >= multiline.MostLines || openBytes + bytes > LongestLine))
            Close();
        if (open.Count == 0)
            (openAt, openBytes) = (start, 0);
        open.Add(line);
        openBytes += bytes;
    }

    private void Close()
    {
        while (open.Count > 0 && string.IsNullOrWhiteSpace(open[^1]))
            open.RemoveAt(open.Count - 1);
        if (open.Count > 0)
            entries.Add(new Entry(openAt, open[0], open.Count == 1 ? null : string.Join('\n', open.Skip(1))));
        open.Clear();
    }

    private string Decode(ReadOnlySpan<byte> line)
    {
        if (line.Length <= LongestLine)
            return text.Decode(line);
        var kept = LongestLine;
        while (text.Unit == 1 && kept > 0 && (line[kept] & 0xC0) == 0x80 && LongestLine - kept < 4)
            kept--;
        return text.Decode(line[..kept]) + CutMark;
    }
}
