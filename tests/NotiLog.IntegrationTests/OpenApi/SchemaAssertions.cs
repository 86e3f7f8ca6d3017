using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NotiLog.IntegrationTests.OpenApi;

/// <summary>The keywords of JSON Schema that look at one value alone.</summary>
internal static partial class SchemaAssertions
{
    /// <summary>False for a keyword or a format that is not known here.</summary>
    public static bool TryCheck(JsonProperty keyword, JsonElement value, string path, List<string> faults)
    {
        if (keyword.Name == "required")
        {
            if (value.ValueKind == JsonValueKind.Object)
                faults.AddRange(Missing(keyword.Value, value).Select(name => $"{path}: {name} is missing"));
            return true;
        }

        if (Holds(keyword.Name, keyword.Value, value) is not { } holds)
            return false;
        if (!holds)
            faults.Add($"{path}: {Shown(value)} is against {keyword.Name} {Shown(keyword.Value)}");
        return true;
    }

    private static IEnumerable<string> Missing(JsonElement required, JsonElement value) =>
        required.EnumerateArray().Select(name => name.GetString()!).Where(name => !value.TryGetProperty(name, out _));

    private static bool? Holds(string keyword, JsonElement wanted, JsonElement value) => keyword switch
    {
        "type" => wanted.ValueKind == JsonValueKind.Array
            ? wanted.EnumerateArray().Any(type => IsOf(type.GetString()!, value))
            : IsOf(wanted.GetString()!, value),
        "enum" => wanted.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)),
        "const" => JsonElement.DeepEquals(wanted, value),
        "minProperties" => value.ValueKind != JsonValueKind.Object || value.GetPropertyCount() >= wanted.GetInt32(),
        "minItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= wanted.GetInt32(),
        "maxItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= wanted.GetInt32(),
        "uniqueItems" => value.ValueKind != JsonValueKind.Array || !wanted.GetBoolean() || AreUnique([.. value.EnumerateArray()]),
        "minLength" => value.ValueKind != JsonValueKind.String || LengthOf(value) >= wanted.GetInt32(),
        "maxLength" => value.ValueKind != JsonValueKind.String || LengthOf(value) <= wanted.GetInt32(),
        "pattern" => value.ValueKind != JsonValueKind.String || Matches(value.GetString()!, wanted.GetString()!),
        "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDecimal() >= wanted.GetDecimal(),
        "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDecimal() <= wanted.GetDecimal(),
        "format" => HasFormat(wanted.GetString()!, value),
        _ => null,
    };

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => false,
    };

    private static bool? HasFormat(string format, JsonElement value) => format switch
    {
        "uuid" => value.ValueKind != JsonValueKind.String || Guid.TryParseExact(value.GetString(), "D", out _),
        "date-time" => value.ValueKind != JsonValueKind.String || IsTime(value.GetString()!),
        "int32" => value.ValueKind != JsonValueKind.Number || value.TryGetInt32(out _),
        "double" => value.ValueKind != JsonValueKind.Number || double.IsFinite(value.GetDouble()),
        _ => null,
    };

    private static bool IsTime(string text) =>
        Rfc3339().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool AreUnique(JsonElement[] items) =>
        !items.Index().Any(one => items.Skip(one.Index + 1).Any(other => JsonElement.DeepEquals(one.Item, other)));

    /// <summary>In code points, as JSON Schema counts.</summary>
    private static int LengthOf(JsonElement value) => value.GetString()!.EnumerateRunes().Count();

    /// <summary>In JSON Schema <c>$</c> is the very end; .NET would let a line feed follow.</summary>
    private static bool Matches(string text, string pattern) =>
        Regex.IsMatch(text, pattern.EndsWith('$') ? pattern[..^1] + @"\z" : pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static string Shown(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= 120 ? text : text[..120] + "...";
    }

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})\z")]
    private static partial Regex Rfc3339();
}
