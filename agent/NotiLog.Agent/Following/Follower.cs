using Microsoft.Data.Sqlite;
using NotiLog.Agent.Buffering;

namespace NotiLog.Agent.Following;

/// <summary>Reads what is new in the files into the buffer, one file after the other. A line and the position after it are stored together or not at all.</summary>
internal sealed class Follower(FileCatalogue catalogue, EventAssembler assembler, BufferStore store, ReadingPace pace, TimeProvider time) : IDisposable
{
    private const int ReadBytes = 320 * 1024;
    private const int StoreBytes = 512 * 1024;
    private static readonly TimeSpan ScanEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>Part of the time that looking at folders may take.</summary>
    private const int ScanShare = 20;

    private readonly SmallHeap heap = new();
    private readonly byte[] buffer = new byte[ReadBytes];
    private readonly List<FileRead> pending = [];
    private readonly List<FollowedFile> ended = [];
    private long pendingBytes;
    private int pendingLines;
    private long scannedAt = long.MinValue;
    private TimeSpan scanTook;

    /// <summary>Looks at folders when it is time, and once at every file.</summary>
    /// <returns>Whether there is more to read at once.</returns>
    /// <exception cref="SqliteException">Something could not be stored; nothing is lost by it, and the next pass tries again.</exception>
    public bool Pass()
    {
        Scan();
        var isMore = false;
        try
        {
            foreach (var file in catalogue.Files.ToList())
                isMore |= Read(file);
            Store();
        }
        catch
        {
            Discard();
            ended.Clear();
            throw;
        }

        foreach (var file in ended)
        {
            assembler.Forget(file);
            catalogue.End(file);
        }

        ended.Clear();
        heap.Tidy(isQuiet: !isMore);
        return isMore;
    }

    /// <summary>How long reading has to wait, null when it need not.</summary>
    public TimeSpan? Wait() => pace.Wait();

    public void Dispose()
    {
        catalogue.Dispose();
        assembler.Dispose();
    }

    private void Scan()
    {
        if (scannedAt != long.MinValue && time.GetElapsedTime(scannedAt) < TimeSpan.FromTicks(Math.Max(ScanEvery.Ticks, scanTook.Ticks * ScanShare)))
            return;
        var started = time.GetTimestamp();
        catalogue.Scan();
        scannedAt = time.GetTimestamp();
        scanTook = time.GetElapsedTime(started);
    }

    private bool Read(FollowedFile file)
    {
        var read = file.Read(buffer);
        if (file.IsOverwritten)
        {
            // What was read of the old content is stored before its position is given up.
            Store();
            catalogue.BeginAnew(file);
            return true;
        }

        if (read is null)
        {
            if (file.HasEnded)
                ended.Add(file);
            return false;
        }

        pending.Add(assembler.Add(read));
        pendingLines += read.Entries.Count;
        pendingBytes += read.Next.Offset - file.Position.Offset;
        if (pendingBytes >= StoreBytes)
            Store();
        return read.UpTo is null;
    }

    private void Store()
    {
        if (pending.Count == 0)
            return;
        store.Append(assembler.Take(), pending.ConvertAll(read => read.Next));
        foreach (var read in pending)
            read.File.Advance(read);
        pace.Pay(pendingLines);
        Discard();
        heap.Tidy(isQuiet: false);
    }

    private void Discard()
    {
        assembler.Take();
        pending.Clear();
        (pendingBytes, pendingLines) = (0, 0);
    }
}
