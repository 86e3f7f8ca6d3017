using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace NotiLog.Requests;

/// <summary>Makes a position into URL-safe text that is refused when it was edited or is used with another query.</summary>
public static class Cursor
{
    private const int SealBytes = 9;

    /// <param name="position">What the reader needs to go on.</param>
    /// <param name="query">Everything of the query that must be the same on the next page.</param>
    public static string Write(string position, string query)
    {
        var bytes = Encoding.UTF8.GetBytes(position);
        return Base64Url.EncodeToString([.. Seal(position, query), .. bytes]);
    }

    /// <summary>The position, or null when the text is not a cursor of this query.</summary>
    public static string? Read(string cursor, string query)
    {
        if (cursor.Length > 8192 || !Base64Url.IsValid(cursor))
            return null;
        var bytes = Base64Url.DecodeFromChars(cursor);
        if (bytes.Length < SealBytes)
            return null;
        var position = Encoding.UTF8.GetString(bytes.AsSpan(SealBytes));
        return Seal(position, query).AsSpan().SequenceEqual(bytes.AsSpan(0, SealBytes)) ? position : null;
    }

    private static byte[] Seal(string position, string query) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"notilog cursor 1\n{query}\n{position}"))[..SealBytes];
}
