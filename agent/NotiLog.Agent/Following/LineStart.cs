using Microsoft.Win32.SafeHandles;

namespace NotiLog.Agent.Following;

/// <summary>Where a file is begun whose present content is not wanted.</summary>
internal static class LineStart
{
    private const int Looked = 64 * 1024;

    /// <summary>The beginning of the last line if it has no end yet, else the end of the file.</summary>
    public static long Before(SafeFileHandle file, long size, FileSettings settings)
    {
        Span<byte> head = stackalloc byte[4];
        var text = LineText.Of(head[..FileContent.Read(file, head, 0)], settings.Encoding, null);
        var start = Math.Max(0, size - Looked) / text.Unit * text.Unit;
        var bytes = new byte[(int)(size - start)];
        var rest = bytes.AsSpan(0, FileContent.Read(file, bytes, start));
        if (rest.Length < bytes.Length)
            return 0;
        var last = -1;
        for (var at = text.IndexOfLineEnd(rest); at >= 0; at = text.IndexOfLineEnd(rest[(last + text.Unit)..]) is >= 0 and var next ? last + text.Unit + next : -1)
            last = at;
        return last >= 0 ? start + last + text.Unit : start == 0 ? 0 : size / text.Unit * text.Unit;
    }
}
