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
    public byte[] ToGzip()
    {
        using var joined = new MemoryStream();
        foreach (var segment in segments ?? [])
            joined.Write(segment.Body);
        if (segments is not null)
            return joined.ToArray();
        foreach (var line in Lines)
        {
            joined.Write(line.Span);
            joined.WriteByte((byte)'\n');
        }

        return Gzip.Compress(joined.GetBuffer().AsSpan(0, (int)joined.Length));
    }

    public (Batch First, Batch Second) Halves() => (new([.. Lines.Take(Count / 2)]), new([.. Lines.Skip(Count / 2)]));

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
