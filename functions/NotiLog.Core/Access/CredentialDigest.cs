using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace NotiLog.Access;

/// <summary>SHA-256 of a whole credential: what memory keeps instead of the credential.</summary>
internal readonly record struct CredentialDigest(UInt128 First, UInt128 Second)
{
    public static CredentialDigest Of(string credential)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(credential), hash);
        return MemoryMarshal.Read<CredentialDigest>(hash);
    }

    public static bool EqualInConstantTime(CredentialDigest one, CredentialDigest other) =>
        CryptographicOperations.FixedTimeEquals(
            MemoryMarshal.AsBytes(new ReadOnlySpan<CredentialDigest>(in one)),
            MemoryMarshal.AsBytes(new ReadOnlySpan<CredentialDigest>(in other)));
}
