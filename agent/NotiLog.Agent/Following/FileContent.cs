using Microsoft.Win32.SafeHandles;

namespace NotiLog.Agent.Following;

/// <summary>An open file that others may write, rename and delete meanwhile.</summary>
internal static class FileContent
{
    /// <exception cref="IOException">It cannot be opened; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static SafeFileHandle Open(string path) => File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>As many bytes as are there, at most the buffer's length.</summary>
    public static int Read(SafeFileHandle file, Span<byte> buffer, long offset)
    {
        var total = 0;
        while (total < buffer.Length && RandomAccess.Read(file, buffer[total..], offset + total) is var read and > 0)
            total += read;
        return total;
    }

    /// <summary>Whether what was read before <paramref name="position"/> still stands there.</summary>
    public static bool Holds(SafeFileHandle file, FilePosition position)
    {
        Span<byte> found = stackalloc byte[FilePosition.HeadLength];
        return IsAt(file, 0, position.Head, found) && IsAt(file, position.Offset - position.Tail.Length, position.Tail, found);
    }

    /// <summary>Whether the whole of one file stands at the beginning of another, as far as its head and its tail tell; false when it is empty.</summary>
    public static bool IsBeginningOf(SafeFileHandle part, SafeFileHandle whole)
    {
        var size = RandomAccess.GetLength(part);
        if (size == 0 || size > RandomAccess.GetLength(whole))
            return false;
        var head = new byte[(int)Math.Min(size, FilePosition.HeadLength)];
        var tail = new byte[(int)Math.Min(size, FilePosition.TailLength)];
        Span<byte> found = stackalloc byte[FilePosition.HeadLength];
        return Read(part, head, 0) == head.Length && Read(part, tail, size - tail.Length) == tail.Length && IsAt(whole, 0, head, found) && IsAt(whole, size - tail.Length, tail, found);
    }

    /// <summary>The position at <paramref name="offset"/> of a file that has not been read before it.</summary>
    public static FilePosition At(SafeFileHandle file, FilePosition start, long offset)
    {
        var head = new byte[(int)Math.Min(offset, FilePosition.HeadLength)];
        var tail = new byte[(int)Math.Min(offset, FilePosition.TailLength)];
        return Read(file, head, 0) < head.Length || Read(file, tail, offset - tail.Length) < tail.Length
            ? start
            : start with { Offset = offset, Head = head, Tail = tail };
    }

    private static bool IsAt(SafeFileHandle file, long offset, byte[] expected, Span<byte> buffer)
    {
        var found = buffer[..expected.Length];
        return Read(file, found, offset) == found.Length && found.SequenceEqual(expected);
    }
}
