using NotiLog.Agent.Buffering;

namespace NotiLog.Agent.Sending;

/// <summary>Events that are sent in one request: whole segments joined, or a part of them after the server refused the whole.</summary>
internal sealed class Batch
{
    private readonly IReadOnlyList<Segment>? segments;
    private IReadOnlyList<ReadOnlyMemory<byte>>? lines;

    public Batch(IReadOnlyList<Segment> segments) => this.segments = segments;

    private Batch(IReadOnlyList<ReadOnlyMemory<byte>> lines) => this.lines = lines;

    public int Count => segments?.Sum(segment => segment.Events) ?? lines!.Count;

    /// <summary>One event each, without line feed.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Lines => lines ??= [.. segments!.SelectMany(Expand)];

    /// <summary>NDJSON in gzip; the segments' streams one after the other are one stream.</summary>
    public byte[] ToGzip() => segments is not null ? Join(segments) : Pack();

    public (Batch First, Batch Second) Halves() => (new([.. Lines.Take(Count / 2)]), new([.. Lines.Skip(Count / 2)]));

    private static byte[] Join(IReadOnlyList<Segment> segments)
    {
        var joined = new byte[segments.Sum(segment => segment.Body.Length)];
        var at = 0;
        foreach (var segment in segments)
        {
            segment.Body.CopyTo(joined, at);
            at += segment.Body.Length;
        }

        return joined;
    }

    private byte[] Pack()
    {
        using var lines = new MemoryStream();
        foreach (var line in Lines)
        {
            lines.Write(line.Span);
            lines.WriteByte((byte)'\n');
        }

        using var packed = new MemoryStream();
        Gzip.Compress(lines.GetBuffer().AsSpan(0, (int)lines.Length), packed);
        return packed.ToArray();
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Expand(Segment segment)
    {
        ReadOnlyMemory<byte> rest = Gzip.Expand(segment.Body, segment.Bytes);
        for (var end = rest.Span.IndexOf((byte)'\n'); end >= 0; end = rest.Span.IndexOf((byte)'\n'))
        {
            yield return rest[..end];
            rest = rest[(end + 1)..];
        }
    }
}
