using System.Buffers;
using System.IO.Compression;

namespace NotiLog.Agent.Buffering;

/// <summary>Gathers events of one rank; a full segment is sealed and a new one begun.</summary>
internal sealed class SegmentBuilder(Rank rank) : IDisposable
{
    public const int MostEvents = 500;
    private const int EnoughBytes = 256 * 1024;

    private readonly ArrayBufferWriter<byte> lines = new(16 * 1024);
    private readonly MemoryStream packed = new();
    private List<Segment> full = [];
    private int events;
    private DateTimeOffset first = DateTimeOffset.MaxValue;
    private DateTimeOffset last = DateTimeOffset.MinValue;

    /// <summary>Adds a line of NDJSON, its line feed included.</summary>
    public void Add(ReadOnlySpan<byte> line, DateTimeOffset time)
    {
        lines.Write(line);
        events++;
        first = time < first ? time : first;
        last = time > last ? time : last;
        if (events == MostEvents || lines.WrittenCount >= EnoughBytes)
            Seal();
    }

    /// <summary>All segments since the last call.</summary>
    public List<Segment> Take()
    {
        Seal();
        var taken = full;
        full = [];
        return taken;
    }

    public void Dispose() => packed.Dispose();

    private void Seal()
    {
        if (events == 0)
            return;
        packed.SetLength(0);
        Gzip.Compress(lines.WrittenSpan, packed);
        full.Add(new Segment(rank, events, lines.WrittenCount, first, last, packed.ToArray()));
        lines.ResetWrittenCount();
        events = 0;
        (first, last) = (DateTimeOffset.MaxValue, DateTimeOffset.MinValue);
    }
}

internal static class Gzip
{
    public static void Compress(ReadOnlySpan<byte> bytes, Stream output)
    {
        using var gzip = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true);
        gzip.Write(bytes);
    }

    public static byte[] Expand(byte[] gzip, int length)
    {
        var bytes = new byte[length];
        using var input = new GZipStream(new MemoryStream(gzip), CompressionMode.Decompress);
        input.ReadExactly(bytes);
        return bytes;
    }
}
