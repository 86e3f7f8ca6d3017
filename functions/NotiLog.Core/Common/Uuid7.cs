using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace NotiLog.Common;

/// <summary>
/// UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, 12 bits of the fraction of a millisecond, 62 bits of the maker's own.
/// Ids sort by time; their bitwise complement in hex sorts newest first and is what row keys are made of.
/// </summary>
public static class Uuid7
{
    private const ulong RandomMask = (1UL << 62) - 1;
    private static readonly long LastMillisecond = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>Fractions of a millisecond that an id can tell apart.</summary>
    public const int StepsPerMillisecond = 4096;

    /// <summary>Time in steps of 1/4096 ms since 1970, the resolution of an id.</summary>
    public static long StepsOf(DateTimeOffset time)
    {
        var ticks = time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;
        return (ticks / TimeSpan.TicksPerMillisecond * StepsPerMillisecond)
            + (ticks % TimeSpan.TicksPerMillisecond * StepsPerMillisecond / TimeSpan.TicksPerMillisecond);
    }

    /// <summary>An id from time in steps and the 62 low bits of <paramref name="rest"/>.</summary>
    public static Guid FromSteps(long steps, ulong rest)
    {
        Span<byte> bytes = stackalloc byte[16];
        var high = ((ulong)(steps / StepsPerMillisecond) << 16) | 0x7000UL | (ulong)(steps % StepsPerMillisecond);
        BinaryPrimitives.WriteUInt64BigEndian(bytes, high);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], 0x8000_0000_0000_0000UL | (rest & RandomMask));
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>A new id: the time given, the rest random.</summary>
    public static Guid New(DateTimeOffset time) => FromSteps(StepsOf(time), Random62());

    /// <summary>The same id for the same time and text, whoever makes it: how a second run finds its own work.</summary>
    public static Guid Derive(DateTimeOffset time, string text) => FromSteps(StepsOf(time), Hash62(text));

    /// <summary>62 bits of SHA-256 of <paramref name="text"/>.</summary>
    public static ulong Hash62(string text)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash) & RandomMask;
    }

    public static ulong Random62()
    {
        Span<byte> bytes = stackalloc byte[8];
        Random.Shared.NextBytes(bytes);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes) & RandomMask;
    }

    public static bool IsUuid7(Guid id) => id.Version == 7 && (id.Variant & 0xC) == 0x8;

    /// <summary>The time in an id, to the step (244 ns); for ids beyond the year 9999 its last millisecond.</summary>
    public static DateTimeOffset TimeOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var high = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        var ticks = ((long)(high & 0xFFF) * TimeSpan.TicksPerMillisecond + StepsPerMillisecond - 1) / StepsPerMillisecond;
        return DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Min((long)(high >> 16), LastMillisecond)).AddTicks(ticks);
    }

    /// <summary>The top three of the 62 low bits: the shard an event id names, 0..7.</summary>
    public static int ShardOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return (bytes[8] >> 3) & 0b111;
    }

    /// <summary>32 hex digits that sort newest first.</summary>
    public static string NewestFirst(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)~bytes[i];
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>The id behind 32 hex digits of <see cref="NewestFirst"/>.</summary>
    /// <exception cref="FormatException">Not 32 hex digits.</exception>
    public static Guid FromNewestFirst(ReadOnlySpan<char> hex)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (hex.Length != 32 || Convert.FromHexString(hex, bytes, out _, out _) != System.Buffers.OperationStatus.Done)
            throw new FormatException("32 hex digits expected");
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)~bytes[i];
        return new Guid(bytes, bigEndian: true);
    }
}
