using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NotiLog.Agent.Events;

/// <summary>What makes an event this one and no other: the server knows it by (agent, id, time).</summary>
/// <param name="Id">At most 64 of A-Z a-z 0-9 . _ : -</param>
internal readonly record struct EventIdentity(string Id, DateTimeOffset Time);

/// <summary>Writes events as NDJSON, as the server takes them. Labels that it would refuse are cut, visibly.</summary>
internal sealed class EventWriter : IDisposable
{
    private const int LongestLabel = 128;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly Utf8JsonWriter json = new(Stream.Null, Options);
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    /// <summary>Adds one line to <paramref name="output"/>.</summary>
    /// <exception cref="InvalidOperationException">The context holds text that is no valid Unicode; nothing usable was written.</exception>
    public void Write(IBufferWriter<byte> output, EventIdentity identity, Level level, LogLine line, EventDefaults defaults)
    {
        json.Reset(output);
        json.WriteStartObject();
        json.WriteString("id", identity.Id);
        json.WriteString("time", identity.Time.UtcDateTime);
        json.WriteString("level", Levels.NameOf(level));
        json.WriteString("message", line.Message);
        WriteLabel("host", line.Host ?? defaults.Host);
        WriteLabel("service", line.Service ?? defaults.Service);
        WriteLabel("source", line.Source ?? defaults.Source);
        WriteLabel("environment", line.Environment ?? defaults.Environment);
        WriteLabel("requestId", line.RequestId);
        WriteLabel("correlationId", line.CorrelationId);
        WriteLabel("traceId", line.TraceId);
        WriteLabel("spanId", line.SpanId);
        if (line.StackTrace is { Length: > 0 } trace)
            json.WriteString("stackTrace", trace);
        WriteContext(line.Context, defaults.Context);
        json.WriteEndObject();
        json.Flush();
        output.Write("\n"u8);
    }

    public void Dispose() => json.Dispose();

    private void WriteContext(List<ContextField> own, IReadOnlyList<ContextField> shared)
    {
        if (own.Count + shared.Count == 0)
            return;
        names.Clear();
        json.WriteStartObject("context");
        foreach (var field in own)
            WriteField(field);
        foreach (var field in shared)
            WriteField(field);
        json.WriteEndObject();
    }

    private void WriteField(ContextField field)
    {
        if (!names.Add(field.Name))
            return;
        json.WritePropertyName(field.Name);
        if (field.Text is { } text)
            json.WriteStringValue(text);
        else
            field.Json.WriteTo(json);
    }

    private void WriteLabel(string name, string? text)
    {
        if (text is { Length: > 0 })
            json.WriteString(name, Label(text));
    }

    private static string Label(string text)
    {
        if (text.AsSpan().ContainsAnyInRange('\0', '\u001f') || text.AsSpan().ContainsAnyInRange('\u007f', '\u009f'))
            text = string.Create(text.Length, text, (to, from) =>
            {
                for (var i = 0; i < to.Length; i++)
                    to[i] = char.IsControl(from[i]) ? ' ' : from[i];
            });
        if (text.Length <= LongestLabel)
            return text;
        var kept = LongestLabel - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[kept - 1]) ? kept - 1 : kept), "…");
    }
}
