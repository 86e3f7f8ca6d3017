using System.Text.Json;
using NotiLog.Agent.Events;

namespace NotiLog.Agent.Formats;

/// <summary>JSON values as the fields of an event.</summary>
internal static class JsonValues
{
    /// <summary>Null for what is no text; a list of texts is lines.</summary>
    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) => string.Join('\n', value.EnumerateArray().Select(item => item.GetString())),
        _ => null,
    };

    public static DateTimeOffset? Time(JsonElement value, TimeContext times)
    {
        if (value.ValueKind == JsonValueKind.String)
            return LogTime.TryReadWhole(value.GetString(), times, out var time) ? time : null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && Epoch.TryMake(number, out var epoch) ? epoch : null;
    }

    /// <summary>A name, or the numbers of pino and bunyan (10 trace .. 60 fatal).</summary>
    public static Level? Level(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            return Levels.TryParse(value.GetString(), out var level) ? level : null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number switch
            {
                < 0 or > 60 => null,
                < 10 => Levels.OfSeverity(number),
                < 20 => Events.Level.Trace,
                < 30 => Events.Level.Debug,
                < 40 => Events.Level.Info,
                < 50 => Events.Level.Warning,
                < 60 => Events.Level.Error,
                _ => Events.Level.Critical,
            }
            : null;
    }

    /// <summary>Outlives the document; what cannot be written again is refused here.</summary>
    /// <exception cref="InvalidOperationException">The value holds half a surrogate pair.</exception>
    public static ContextField ToContext(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? new(name, value.GetString()) : new(name, null, Checked(value).Clone());

    private static JsonElement Checked(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            JsonSerializer.SerializeToUtf8Bytes(value, PlainJson.Default.JsonElement);
        return value;
    }
}

/// <summary>For single files without reflection.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(JsonElement))]
internal sealed partial class PlainJson : System.Text.Json.Serialization.JsonSerializerContext;
