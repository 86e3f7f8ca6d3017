using System.Buffers.Text;
using System.Security.Cryptography;

namespace NotiLog.Access;

/// <summary>
/// The text of a key: prefix, then base64url of the holder's 16-byte id, then base64url of 32 random bytes, both without padding.
/// The id finds the holder's row by one point read; of the random bytes only a <see cref="KeyHash"/> is ever stored.
/// </summary>
public static class AccessKey
{
    public const string TokenPrefix = "nlt_";

    public const string AgentPrefix = "nla_";

    internal const int PrefixLength = 4;

    private const int IdBytes = 16;
    private const int IdLength = 22;
    private const int SecretBytes = 32;
    private const int SecretLength = 43;

    /// <summary>A new key for a holder. The text exists only here.</summary>
    public static string New(string prefix, Guid holderId, out KeyHash hash)
    {
        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        hash = KeyHash.Of(secret);
        return prefix + Base64Url.EncodeToString(holderId.ToByteArray(bigEndian: true)) + Base64Url.EncodeToString(secret);
    }

    /// <summary>Reads what <see cref="New"/> wrote; the prefix has been looked at already.</summary>
    internal static bool TryParse(string text, out Guid holderId, out byte[] secret)
    {
        (holderId, secret) = (default, []);
        if (text.Length != PrefixLength + IdLength + SecretLength)
            return false;
        Span<byte> id = stackalloc byte[IdBytes];
        var decoded = new byte[SecretBytes];
        if (!TryDecode(text.AsSpan(PrefixLength, IdLength), id) || !TryDecode(text.AsSpan(PrefixLength + IdLength), decoded))
            return false;
        (holderId, secret) = (new Guid(id, bigEndian: true), decoded);
        return true;
    }

    private static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes) =>
        Base64Url.IsValid(text, out var length) && length == bytes.Length && Base64Url.TryDecodeFromChars(text, bytes, out _);
}
