using Microsoft.Win32.SafeHandles;
using NotiLog.Agent.Formats;

namespace NotiLog.Agent.Following;

/// <summary>What has become of a file's name.</summary>
internal enum FileState
{
    /// <summary>It is where its pattern looks for it.</summary>
    Live,

    /// <summary>It was renamed, or a link leads elsewhere now: read to its end, lines that come late included.</summary>
    Rotated,
}

/// <summary>An open file with its position. Only <see cref="Advance"/> moves the position, after what was read is stored.</summary>
internal sealed class FollowedFile(FileSettings settings, FilePosition position, SafeFileHandle handle, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan AfterRename = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AfterDeletion = TimeSpan.FromMinutes(1);

    private FileStat seen;
    private FileStat read;
    private long grewAt = time.GetTimestamp();
    private EntryReader? entries;
    private LineText? text;

    public FileSettings Settings => settings;

    public FilePosition Position { get; private set; } = position;

    public SafeFileHandle Handle => handle;

    public FileState State { get; set; }

    public ILineFormat Format { get; } = settings.Format();

    public TimeContext Times { get; } = new(new TimeZones(settings.TimeZone), time);

    /// <summary>It shows less than was read of it, or something else: its name or its number stayed, its content went.</summary>
    public bool IsOverwritten { get; private set; }

    /// <summary>Rotated away, and nobody has written into it for so long that nobody will.</summary>
    public bool HasEnded => State == FileState.Rotated && Quiet >= (seen.Links == 0 ? AfterDeletion : AfterRename);

    private TimeSpan Quiet => time.GetElapsedTime(grewAt);

    public bool IsDeleted => seen.Links == 0;

    /// <summary>Reads what is new. Null when there is nothing to do; <see cref="IsOverwritten"/> may be set then.</summary>
    /// <param name="buffer">Where the bytes go, used by one file after the other.</param>
    public FileRead? Read(byte[] buffer)
    {
        if (FileStat.Of(handle) is not { } now)
            return null;
        if (now.Size != seen.Size || now.Modified != seen.Modified)
            grewAt = time.GetTimestamp();
        var isChanged = now.Size != read.Size || now.Modified != read.Modified;
        seen = now;
        if (!isChanged && !IsTimeUp)
            return null;
        if (!TryReadWhole(buffer, now, out var count))
        {
            IsOverwritten = true;
            return null;
        }

        var found = Take(buffer.AsSpan(0, count), now.Size);
        if (found is null)
            read = now;
        return found is not null && count < buffer.Length ? found with { UpTo = now } : found;
    }

    /// <summary>False when the file is not what was read of it so far: looked at before and after, since it may be overwritten at any moment.</summary>
    private bool TryReadWhole(byte[] buffer, FileStat now, out int count)
    {
        count = 0;
        if (now.Size < Position.Offset || !FileContent.Holds(handle, Position))
            return false;
        count = FileContent.Read(handle, buffer, Position.Offset);
        // Overwritten after the reading, and still shorter than what was read: those lines are whole.
        return FileContent.Holds(handle, Position) || FileStat.Of(handle) is { } after && after.Size < Position.Offset + count;
    }

    /// <summary>The lines are stored: they are done with.</summary>
    public void Advance(FileRead done)
    {
        Position = done.Next;
        read = done.UpTo ?? read;
    }

    /// <summary>Only its name changed.</summary>
    public void Rename(FilePosition position) => Position = position;

    /// <summary>The position changed in another way than by reading; the file is looked at anew.</summary>
    public void Move(FilePosition position) => (Position, IsOverwritten, read, entries, text) = (position, false, default, null, null);

    public void Dispose() => handle.Dispose();

    /// <summary>An entry or a line is there whose time limit has come.</summary>
    private bool IsTimeUp => Position.Offset < seen.Size && (HasEnded || Quiet >= (settings.Multiline?.Wait ?? settings.TakePartialAfter ?? TimeSpan.MaxValue));

    private FileRead? Take(ReadOnlySpan<byte> bytes, long size)
    {
        if (bytes.IsEmpty)
            return null;
        text ??= LineText.Of(Position.Head.Length > 0 ? Position.Head : bytes, settings.Encoding, settings.FallbackEncoding);
        entries ??= new EntryReader(text, settings.Multiline);
        var mark = Position.Offset == 0 ? Math.Min(text.Mark, bytes.Length) : 0;
        var found = new List<Entry>();
        var isLast = HasEnded || (settings.TakePartialAfter is { } limit && Quiet >= limit);
        var isQuiet = settings.Multiline is { } multiline && Quiet >= multiline.Wait;
        var consumed = mark + entries.Read(bytes[mark..], Position.Skipping, isQuiet, isLast && Position.Offset + bytes.Length >= size, found);
        if (found.Count == 0 && consumed == mark && text.CountZeros(bytes) == bytes.Length)
            return SkipZeros(size);
        return consumed == 0 ? null : new FileRead(this, found, mark, Position.After(bytes[..consumed], entries.Skipping, Position.Clock));
    }

    /// <summary>A gap larger than the buffer, as a file has it that was truncated under a program which goes on at its old place.</summary>
    private FileRead? SkipZeros(long size)
    {
        var buffer = new byte[1024 * 1024];
        for (var offset = Position.Offset; offset < size; offset += buffer.Length)
        {
            var count = FileContent.Read(handle, buffer, offset);
            var zeros = buffer.AsSpan(0, count).IndexOfAnyExcept((byte)0);
            if (zeros >= 0)
                return new FileRead(this, [], 0, FileContent.At(handle, Position, (offset + zeros) / 2 * 2));
            if (count < buffer.Length)
                return null;
        }

        return null;
    }
}

/// <summary>Entries that one reading found, and the position after them.</summary>
/// <param name="Mark">What to add to an entry's start, for the byte order mark before it.</param>
internal sealed record FileRead(FollowedFile File, IReadOnlyList<Entry> Entries, int Mark, FilePosition Next)
{
    /// <summary>What the file was when all of it was read; null when there is more.</summary>
    public FileStat? UpTo { get; init; }

    public string IdOf(Entry entry) => File.Position.IdAt(File.Position.Offset + Mark + entry.Start);
}
