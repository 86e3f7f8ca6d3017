using System.Security.Cryptography;

namespace NotiLog.Access;

/// <summary>SHA-256 of a 16-byte salt and a secret of 256 random bits; such a secret needs no slow hash.</summary>
public sealed class KeyHash
{
    private const int SaltBytes = 16;

    private readonly byte[] stored;

    private KeyHash(byte[] stored) => this.stored = stored;

    public static KeyHash Of(ReadOnlySpan<byte> secret)
    {
        var stored = new byte[SaltBytes + SHA256.HashSizeInBytes];
        RandomNumberGenerator.Fill(stored.AsSpan(0, SaltBytes));
        Hash(stored.AsSpan(0, SaltBytes), secret, stored.AsSpan(SaltBytes));
        return new KeyHash(stored);
    }

    /// <summary>From the 48 bytes of <see cref="ToBytes"/>; null for anything else.</summary>
    public static KeyHash? From(byte[]? stored) => stored is { Length: SaltBytes + SHA256.HashSizeInBytes } ? new KeyHash(stored) : null;

    /// <summary>Salt, then hash.</summary>
    public byte[] ToBytes() => [.. stored];

    /// <summary>In constant time.</summary>
    public bool Matches(ReadOnlySpan<byte> secret)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(stored.AsSpan(0, SaltBytes), secret, hash);
        return CryptographicOperations.FixedTimeEquals(hash, stored.AsSpan(SaltBytes));
    }

    private static void Hash(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> secret, Span<byte> hash)
    {
        Span<byte> salted = stackalloc byte[salt.Length + secret.Length];
        salt.CopyTo(salted);
        secret.CopyTo(salted[salt.Length..]);
        SHA256.HashData(salted, hash);
    }
}
