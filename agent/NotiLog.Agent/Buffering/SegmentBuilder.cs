using System.Buffers;
using System.IO.Compression;

namespace NotiLog.Agent.Buffering;

/// <summary>Gathers events of one rank; a full segment is sealed and a new one begun.</summary>
internal sealed class SegmentBuilder(Rank rank, List<Segment> sealedOnes)
{
    public const int MostEvents = 500;
    private const int EnoughBytes = 512 * 1024;

    private readonly ArrayBufferWriter<byte> lines = new(16 * 1024);
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

    public void Seal()
    {
        if (events == 0)
            return;
        sealedOnes.Add(new Segment(rank, events, lines.WrittenCount, first, last, Gzip.Compress(lines.WrittenSpan)));
        lines.ResetWrittenCount();
        events = 0;
        (first, last) = (DateTimeOffset.MaxValue, DateTimeOffset.MinValue);
    }
}

internal static class Gzip
{
    public static byte[] Compress(ReadOnlySpan<byte> bytes)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(bytes);
        return output.ToArray();
    }

    public static byte[] Expand(byte[] gzip, int length)
    {
        var bytes = new byte[length];
        using var input = new GZipStream(new MemoryStream(gzip), CompressionMode.Decompress);
        input.ReadExactly(bytes);
        return bytes;
    }
}
