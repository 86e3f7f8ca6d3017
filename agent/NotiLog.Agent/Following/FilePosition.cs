namespace NotiLog.Agent.Following;

/// <summary>How far a file has been read; stored in the same transaction as the lines before it.</summary>
/// <param name="Key">Given at first sight, 16 hex digits; with <paramref name="Generation"/> and an offset it is the id of a line.</param>
/// <param name="Generation">One more each time the file began anew (truncated, overwritten).</param>
/// <param name="Path">Where it was seen last.</param>
/// <param name="Target">The same with links followed.</param>
internal sealed record FilePosition(string Key, int Generation, FileIdentity Identity, string Path, string Target)
{
    public const int HeadLength = 512;
    public const int TailLength = 256;

    /// <summary>Row in the store; 0 until it is stored.</summary>
    public long Row { get; set; }

    /// <summary>Where the first byte stands that no event was made of.</summary>
    public long Offset { get; init; }

    /// <summary>The first bytes, at most <see cref="HeadLength"/>.</summary>
    public byte[] Head { get; init; } = [];

    /// <summary>The bytes before <see cref="Offset"/>, at most <see cref="TailLength"/>.</summary>
    public byte[] Tail { get; init; } = [];

    /// <summary>The bytes up to the next line end belong to a line that has been cut.</summary>
    public bool Skipping { get; init; }

    /// <summary>Rotated away and read to its end.</summary>
    public bool Ended { get; init; }

    public LineClock Clock { get; init; }

    public DateTimeOffset SeenAt { get; init; }

    public string IdAt(long offset) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Key}.{Generation}.{offset}");

    /// <summary>The position after <paramref name="consumed"/>, the bytes that follow the present one.</summary>
    public FilePosition After(ReadOnlySpan<byte> consumed, bool skipping, LineClock clock) => this with
    {
        Offset = Offset + consumed.Length,
        Head = Offset == Head.Length && Head.Length < HeadLength ? [.. Head, .. consumed[..Math.Min(consumed.Length, HeadLength - Head.Length)]] : Head,
        Tail = consumed.Length >= TailLength ? consumed[^TailLength..].ToArray() : LastOf(Tail, consumed),
        Skipping = skipping,
        Clock = clock,
    };

    private static byte[] LastOf(byte[] tail, ReadOnlySpan<byte> consumed)
    {
        byte[] all = [.. tail, .. consumed];
        return all.Length <= TailLength ? all : all[^TailLength..];
    }
}
