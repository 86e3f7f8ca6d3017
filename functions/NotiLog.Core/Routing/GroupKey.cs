using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NotiLog.Routing;

/// <summary>What the events of one group have in common.</summary>
/// <param name="Id">64 hex digits of the route's name and all fields with their whole values; two keys share it only when they are equal.</param>
/// <param name="Values">By field in the order of <c>groupBy</c>, each value cut after 256 characters.</param>
public sealed record GroupKey(string Id, IReadOnlyDictionary<string, string> Values)
{
    private const int LongestShown = 256;

    internal static GroupKey Of(Route route, ref EvaluatedEvent evaluated)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var values = new OrderedDictionary<string, string>(route.GroupBy.Count, StringComparer.Ordinal);
        Append(hash, route.Name);
        Span<char> buffer = stackalloc char[EventField.BufferLength];
        foreach (var field in route.GroupBy)
        {
            var value = field.Read(ref evaluated, buffer);
            Append(hash, field.Name);
            Append(hash, value);
            values[field.Name] = Shown(value);
        }

        return new(Convert.ToHexStringLower(hash.GetHashAndReset()), values);
    }

    /// <summary>Each part after its length, or <c>ab</c>+<c>c</c> would be <c>a</c>+<c>bc</c>.</summary>
    private static void Append(IncrementalHash hash, ReadOnlySpan<char> part)
    {
        Span<char> length = stackalloc char[12];
        part.Length.TryFormat(length, out var digits, provider: CultureInfo.InvariantCulture);
        length[digits++] = ':';
        hash.AppendData(MemoryMarshal.AsBytes(length[..digits]));
        hash.AppendData(MemoryMarshal.AsBytes(part));
    }

    private static string Shown(ReadOnlySpan<char> value)
    {
        if (value.Length <= LongestShown)
            return value.ToString();
        var length = char.IsHighSurrogate(value[LongestShown - 1]) ? LongestShown - 1 : LongestShown;
        return string.Concat(value[..length], "…");
    }
}
