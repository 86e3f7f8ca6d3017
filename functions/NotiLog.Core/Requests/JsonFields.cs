using System.Text.Json;
using NotiLog.Common;

namespace NotiLog.Requests;

/// <summary>
/// Reads the fields of one JSON object of a request and collects every fault by path instead of stopping at the first.
/// Fields that nobody asked for are faults too: call <see cref="Close"/> last.
/// </summary>
public sealed class JsonFields
{
    public static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    private readonly JsonElement element;
    private readonly string path;
    private readonly Faults faults;
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    /// <param name="element">The object; anything else is a fault at <paramref name="path"/>.</param>
    /// <param name="path">Where it stands in the request, empty for the body itself.</param>
    public JsonFields(JsonElement element, string path, Faults faults)
    {
        (this.element, this.path, this.faults) = (element, path, faults);
        if (element.ValueKind != JsonValueKind.Object)
            faults.Add(path.Length == 0 ? "body" : path, "must be a JSON object");
    }

    /// <summary>The path of a field, as faults name it.</summary>
    public string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    public void Fault(string name, string message) => faults.Add(PathOf(name), message);

    /// <summary>The field's value; null when absent or JSON null.</summary>
    public JsonElement? Take(string name)
    {
        asked.Add(name);
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;
    }

    /// <summary>Whether the field is there and JSON null: in a change that is a word of its own.</summary>
    public bool IsNull(string name)
    {
        asked.Add(name);
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Null;
    }

    /// <summary>A string of at most <paramref name="longest"/> characters without control characters.</summary>
    public string? Text(string name, bool required = false, int longest = 128)
    {
        if (Take(name) is not { } value)
        {
            if (required)
                Fault(name, "is required");
            return null;
        }

        if (AsText(value) is not { } text)
        {
            Fault(name, "must be a string");
            return null;
        }

        if (text.Length > longest)
            Fault(name, $"must be at most {longest} characters");
        else if (required && string.IsNullOrWhiteSpace(text))
            Fault(name, "must not be empty");
        else if (text.AsSpan().ContainsAnyInRange('\0', '\u001f') || text.Contains('\u007f'))
            Fault(name, "must not contain control characters");
        return text;
    }

    /// <summary>A string of at most <paramref name="longest"/> characters that may have several lines.</summary>
    public string? Prose(string name, int longest)
    {
        if (Take(name) is not { } value)
            return null;
        var text = AsText(value);
        if (text is null)
            Fault(name, "must be a string");
        else if (text.Length > longest)
            Fault(name, $"must be at most {longest} characters");
        return text;
    }

    public bool Flag(string name, bool absent)
    {
        if (Take(name) is not { } value)
            return absent;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Fault(name, "must be true or false");
        return absent;
    }

    /// <summary>A whole number; null when absent.</summary>
    public long? Whole(string name, long least, long most)
    {
        if (Take(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= least && number <= most)
            return number;
        Fault(name, $"must be a whole number from {least} to {most}");
        return null;
    }

    /// <summary>A number that is not negative; null when absent.</summary>
    public double? Amount(string name)
    {
        if (Take(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) && number >= 0)
            return number;
        Fault(name, "must be a number that is not negative");
        return null;
    }

    /// <summary>One of the words allowed; null when absent.</summary>
    public string? Word(string name, params IReadOnlyList<string> allowed)
    {
        if (Take(name) is not { } value)
            return null;
        if (AsText(value) is { } text && allowed.Contains(text))
            return text;
        Fault(name, $"must be one of {string.Join(", ", allowed)}");
        return null;
    }

    public TimeSpan Duration(string name, TimeSpan absent, TimeSpan shortest, TimeSpan longest)
    {
        if (Take(name) is not { } value)
            return absent;
        if (!Durations.TryParse(AsText(value), out var duration))
            Fault(name, $"must be {Durations.Hint}");
        else if (duration < shortest || duration > longest)
            Fault(name, $"must be from {Durations.Format(shortest)} to {Durations.Format(longest)}");
        else
            return duration;
        return absent;
    }

    public DateTimeOffset? Time(string name)
    {
        if (Take(name) is not { } value)
            return null;
        if (Rfc3339.TryParse(AsText(value), out var time))
            return time;
        Fault(name, "must be an RFC 3339 time with an offset, such as 2026-11-23T10:15:30Z");
        return null;
    }

    /// <summary>The array's elements with their paths; a fault unless it is an array of at most <paramref name="most"/>.</summary>
    public IEnumerable<(string Path, JsonElement Element)> Items(string name, bool required = false, int most = 1000)
    {
        if (Take(name) is not { } value)
        {
            if (required)
                Fault(name, "is required");
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array)
            Fault(name, "must be an array");
        else if (value.GetArrayLength() > most)
            Fault(name, $"must have at most {most} elements");
        else
            return value.EnumerateArray().Select((item, i) => ($"{PathOf(name)}[{i}]", item)).ToList();
        return [];
    }

    /// <summary>An array of strings.</summary>
    public IReadOnlyList<string> Texts(string name, bool required = false, int most = 100, int longest = 128)
    {
        var texts = new List<string>();
        foreach (var (at, item) in Items(name, required, most))
        {
            if (AsText(item) is not { } text)
                faults.Add(at, "must be a string");
            else if (text.Length > longest)
                faults.Add(at, $"must be at most {longest} characters");
            else
                texts.Add(text);
        }

        return texts;
    }

    /// <summary>Names every field that nobody asked for.</summary>
    public void Close()
    {
        if (element.ValueKind != JsonValueKind.Object)
            return;
        foreach (var property in element.EnumerateObject())
        {
            if (!asked.Contains(property.Name))
                Fault(property.Name, $"is unknown; known are {string.Join(", ", asked.Order(StringComparer.Ordinal))}");
        }
    }

    /// <summary>The string, or null when it is none or has a lone surrogate.</summary>
    private static string? AsText(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
