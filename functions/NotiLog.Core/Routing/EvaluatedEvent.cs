using System.Text.Json;
using NotiLog.Events;
using NotiLog.Requests;

namespace NotiLog.Routing;

/// <summary>
/// One event while routes are tried on it. Its context is parsed when the first matcher asks for it and never twice.
/// Passed by reference only: a copy would parse again.
/// </summary>
internal struct EvaluatedEvent(LogEvent logEvent) : IDisposable
{
    private JsonDocument? context;
    private bool parsed;

    public readonly LogEvent Event => logEvent;

    /// <summary>A recovery counts as what it ends.</summary>
    public readonly Level Level => logEvent.EndedLevel ?? logEvent.Level;

    /// <summary>The value at <paramref name="keys"/> as text: strings as they are, everything else as written; empty when missing or null.</summary>
    public string ContextText(ReadOnlySpan<string> keys)
    {
        if (Context() is not { } root)
            return "";
        var at = root.RootElement;
        foreach (var key in keys)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(key, out at))
                return "";
        }

        return at.ValueKind switch
        {
            JsonValueKind.Null => "",
            JsonValueKind.String => StringOf(at),
            _ => at.GetRawText(),
        };
    }

    public readonly void Dispose() => context?.Dispose();

    private JsonDocument? Context()
    {
        if (parsed)
            return context;
        parsed = true;
        if (logEvent.Context is not { Length: > 0 } json)
            return null;
        try
        {
            return context = JsonDocument.Parse(json, JsonFields.Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A string with a lone surrogate has no text; its JSON stands for it.</summary>
    private static string StringOf(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText();
        }
    }
}
