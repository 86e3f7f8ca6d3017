using System.Globalization;

namespace NotiLog.Requests;

/// <summary>Reads query parameters and collects every fault by name. An empty value is a fault: a script with an empty variable means something else than all.</summary>
public sealed class QueryFields(IEnumerable<KeyValuePair<string, string>> values, Faults faults)
{
    private static readonly DateTimeOffset Earliest = DateTimeOffset.UnixEpoch;
    private static readonly DateTimeOffset Latest = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, string> values = ReadAll(values, faults);

    private const int LongestValue = 256;

    public string? Text(string name) => values.GetValueOrDefault(name);

    /// <summary>Comma-separated values, any of which will do; null when absent.</summary>
    public IReadOnlyList<string>? AnyOf(string name)
    {
        if (Text(name) is not { } text)
            return null;
        var any = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (any.Length is 0 or > 50)
            faults.Add(name, "must name 1 to 50 values");
        if (any.Any(value => value.Length > LongestValue || value.Any(char.IsControl)))
            faults.Add(name, $"must name values of at most {LongestValue} characters without control characters");
        return any;
    }

    public int Number(string name, int absent, int least, int most)
    {
        if (Text(name) is not { } text)
            return absent;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        faults.Add(name, $"must be a whole number from {least} to {most}");
        return absent;
    }

    /// <summary>Times that no event can have are taken as <see cref="Earliest"/> or <see cref="Latest"/>.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text)
            return null;
        // A plus sign that was not percent-encoded arrives as a space.
        if (Rfc3339.TryParse(text.Replace(' ', '+'), out var time))
            return time < Earliest ? Earliest : time > Latest ? Latest : time;
        faults.Add(name, "must be an RFC 3339 time with an offset, such as 2026-11-23T10:15:30Z");
        return null;
    }

    /// <summary>One of the words allowed.</summary>
    public string Word(string name, string absent, params ReadOnlySpan<string> allowed)
    {
        if (Text(name) is not { } text)
            return absent;
        if (allowed.Contains(text))
            return text;
        faults.Add(name, $"must be one of {string.Join(", ", allowed.ToArray())}");
        return absent;
    }

    private static Dictionary<string, string> ReadAll(IEnumerable<KeyValuePair<string, string>> values, Faults faults)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            if (value.Length == 0)
                faults.Add(name, "is empty; give it a value or leave it out");
            else
                read[name] = value;
        }

        return read;
    }
}
