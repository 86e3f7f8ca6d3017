using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NotiLog.Routing;
using EventField = NotiLog.Routing.EventField;

namespace NotiLog.Watches;

/// <summary>What the events of one series have in common.</summary>
/// <param name="Id">Follows from the labels and their values.</param>
/// <param name="Labels">Values by label.</param>
internal sealed record SeriesKey(Guid Id, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>That of a watch without labels.</summary>
    public static SeriesKey Only { get; } = Of(new OrderedDictionary<string, string>());

    public static SeriesKey Of(Watch watch, ref EvaluatedEvent evaluated)
    {
        if (watch.Labels.Count == 0)
            return Only;
        var values = new OrderedDictionary<string, string>(watch.Labels.Count, StringComparer.Ordinal);
        Span<char> buffer = stackalloc char[EventField.BufferLength];
        foreach (var label in watch.Labels)
            values[label.Name] = Storable(label.Read(ref evaluated, buffer));
        return Of(values);
    }

    public string ToJson() => JsonSerializer.Serialize(Labels);

    private static SeriesKey Of(OrderedDictionary<string, string> values) =>
        new(new Guid(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(values)).AsSpan(0, 16), bigEndian: true), values);

    /// <summary>Whole unless it is very long, and without lone surrogates.</summary>
    private static string Storable(ReadOnlySpan<char> value)
    {
        const int Longest = 256;
        return value.Length <= Longest && !value.ContainsAnyInRange('\ud800', '\udfff')
            ? value.ToString()
            : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value[..Math.Min(value.Length, Longest)].ToString()));
    }
}
