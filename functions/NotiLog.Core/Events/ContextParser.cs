using System.Text;
using System.Text.Json;

namespace NotiLog.Events;

/// <summary>Takes <c>context</c> as the JSON the client wrote, once it is sure that every reader can take it too.</summary>
internal static class ContextParser
{
    /// <summary>The JSON text of the object the reader stands at, or null after a fault.</summary>
    public static string? Parse(ReadOnlySpan<byte> body, ref Utf8JsonReader reader, EventDraft draft, int deepest)
    {
        var start = (int)reader.TokenStartIndex;
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        if (!reader.TrySkip())
            throw new JsonException("The JSON ends too early.");
        if (!isObject)
        {
            draft.Fault("context", "must be an object");
            return null;
        }

        var json = body[start..(int)reader.BytesConsumed];
        if (Fault(json, deepest) is { } fault)
        {
            draft.Fault("context", fault);
            return null;
        }

        return Encoding.UTF8.GetString(json);
    }

    private static string? Fault(ReadOnlySpan<byte> json, int deepest)
    {
        var walker = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 1000 });
        while (walker.Read())
        {
            if (walker.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && walker.CurrentDepth >= deepest)
                return "is nested too deeply: an event may have 64 levels";
            if (walker.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && walker.ValueIsEscaped
                && !EventParser.TryGetText(ref walker, out _))
                return "must be valid Unicode text (a lone surrogate was found)";
        }

        return HasDuplicates(json) ? "has a key twice" : null;
    }

    private static bool HasDuplicates(ReadOnlySpan<byte> json)
    {
        try
        {
            var options = new JsonDocumentOptions { AllowDuplicateProperties = false };
            using var document = JsonDocument.Parse(json.ToArray(), options);
            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }
}
