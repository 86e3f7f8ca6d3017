using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace NotiLog.Requests;

/// <summary>Makes a position into URL-safe text that is refused when it was edited or is used with another query.</summary>
public static class Cursor
{
    private const int SealBytes = 9;
    private const int Longest = 8192;

    /// <param name="position">What the reader needs to go on.</param>
    /// <param name="query">Everything of the query that must be the same on the next page.</param>
    public static string Write(string position, string query) => Write(Encoding.UTF8.GetBytes(position), query);

    /// <inheritdoc cref="Write(string, string)"/>
    public static string Write(ReadOnlySpan<byte> position, string query) => Base64Url.EncodeToString([.. Seal(position, query), .. position]);

    /// <summary>The position, or null when the text is not a cursor of this query.</summary>
    public static string? Read(string cursor, string query) => ReadBytes(cursor, query, Longest) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>Likewise, of at most <paramref name="longest"/> characters.</summary>
    public static byte[]? ReadBytes(string cursor, string query, int longest)
    {
        if (cursor.Length > longest || !Base64Url.IsValid(cursor))
            return null;
        var bytes = Base64Url.DecodeFromChars(cursor);
        if (bytes.Length < SealBytes)
            return null;
        return Seal(bytes.AsSpan(SealBytes), query).AsSpan().SequenceEqual(bytes.AsSpan(0, SealBytes)) ? bytes[SealBytes..] : null;
    }

    private static byte[] Seal(ReadOnlySpan<byte> position, string query) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes($"notilog cursor 1\n{query}\n"), .. position])[..SealBytes];
}
