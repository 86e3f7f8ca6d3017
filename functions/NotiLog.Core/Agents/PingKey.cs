using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using NotiLog.Tables;

namespace NotiLog.Agents;

/// <summary>
/// What a ping URL holds: base64url of the agent's id and 128 random bits, 43 characters. It can only ping; it is kept as it is, so that operators can read it again.
/// </summary>
public static class PingKey
{
    private const int IdBytes = 16;
    private const int SecretBytes = 16;

    internal static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    internal static string Write(Guid agentId, byte[] secret) => Base64Url.EncodeToString([.. agentId.ToByteArray(bigEndian: true), .. secret]);

    /// <summary>The agent that the text names, unproven.</summary>
    internal static bool TryParse(string text, out Guid agentId, [NotNullWhen(true)] out byte[]? secret)
    {
        (agentId, secret) = (default, null);
        if (!Base64Url.IsValid(text, out var length) || length != IdBytes + SecretBytes || text.Contains('='))
            return false;
        var bytes = Base64Url.DecodeFromChars(text);
        (agentId, secret) = (new Guid(bytes.AsSpan(0, IdBytes), bigEndian: true), bytes[IdBytes..]);
        return true;
    }

    /// <summary>In constant time: the row's key, or the one before it as long as it lives.</summary>
    internal static bool Opens(TableRow row, byte[] secret, DateTimeOffset now)
    {
        var current = CryptographicOperations.FixedTimeEquals(secret, row.GetBytes("pingKey") ?? new byte[SecretBytes - 1]);
        var previous = CryptographicOperations.FixedTimeEquals(secret, row.GetBytes("previousPingKey") ?? new byte[SecretBytes - 1]);
        return current | (previous & row.GetTime("previousUntil") > now);
    }
}
