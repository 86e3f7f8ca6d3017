using System.Text.Json;
using NotiLog.Requests;

namespace NotiLog.Events;

/// <summary>Reads one event object; every fault of it is named, and only malformed JSON throws.</summary>
internal static class EventParser
{
    public const int LargestEvent = 256 * 1024;
    private const int DeepestContext = 63;
    private const int LongestLabel = 128;

    private static readonly (byte[] Name, EventField Field, string Spoken)[] Names = Known(
        ("id", EventField.Id), ("time", EventField.Time), ("level", EventField.Level), ("message", EventField.Message),
        ("host", EventField.Host), ("service", EventField.Service), ("source", EventField.Source),
        ("environment", EventField.Environment), ("kind", EventField.Kind),
        ("requestId", EventField.RequestId), ("request_id", EventField.RequestId),
        ("correlationId", EventField.CorrelationId), ("correlation_id", EventField.CorrelationId),
        ("traceId", EventField.TraceId), ("trace_id", EventField.TraceId),
        ("spanId", EventField.SpanId), ("span_id", EventField.SpanId),
        ("stackTrace", EventField.StackTrace), ("stack_trace", EventField.StackTrace),
        ("context", EventField.Context));

    /// <summary>Reads the object that <paramref name="reader"/> stands at and leaves it at the object's end.</summary>
    /// <param name="body">What the reader reads from; <c>context</c> is cut out of it.</param>
    /// <exception cref="JsonException">Malformed JSON.</exception>
    public static EventDraft Parse(ReadOnlySpan<byte> body, ref Utf8JsonReader reader)
    {
        var draft = new EventDraft();
        var start = reader.TokenStartIndex;
        uint seen = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Find(ref reader) is not { } name)
            {
                draft.Fault(Spoken(ref reader), "is unknown; put fields of your own into context");
                Skip(ref reader);
                continue;
            }

            reader.Read();
            if ((seen & (1u << (int)name.Field)) != 0)
                draft.Fault(name.Spoken, "is there twice");
            seen |= 1u << (int)name.Field;
            Take(body, ref reader, draft, name.Field, name.Spoken);
        }

        if (reader.BytesConsumed - start > LargestEvent && draft.Bytes > LargestEvent)
            draft.Fault("event", $"must be at most {LargestEvent / 1024} KiB of text");
        if (draft[EventField.Message] is null && draft.Faults?.ByField.ContainsKey("message") != true)
            draft.Fault("message", "is required");
        if (draft.Level is null && draft.Faults?.ByField.ContainsKey("level") != true)
            draft.Fault("level", $"is required: {string.Join(", ", Levels.All)}");
        return draft;
    }

    private static void Take(ReadOnlySpan<byte> body, ref Utf8JsonReader reader, EventDraft draft, EventField field, string spoken)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return;
        if (field == EventField.Context)
        {
            draft[field] = ContextParser.Parse(body, ref reader, draft, DeepestContext);
            return;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            draft.Fault(spoken, "must be a string");
            Skip(ref reader);
            return;
        }

        if (!TryGetText(ref reader, out var text))
        {
            draft.Fault(spoken, "must be valid Unicode text (a lone surrogate was found)");
            return;
        }

        switch (field)
        {
            case EventField.Time:
                draft.Time = Rfc3339.TryParse(text, out var time) ? time : null;
                if (draft.Time is null)
                    draft.Fault(spoken, "must be an RFC 3339 time with an offset, such as 2026-11-23T10:15:30.123456Z");
                break;
            case EventField.Level:
                if (Levels.TryParse(text, out var level))
                    draft.Level = level;
                else
                    draft.Fault(spoken, $"must be one of {string.Join(", ", Levels.All)}");
                break;
            case EventField.Message:
                draft[field] = text;
                if (text.Length == 0)
                    draft.Fault(spoken, "must not be empty");
                break;
            case EventField.StackTrace:
                draft[field] = text;
                break;
            default:
                draft[field] = text.Length == 0 ? null : text;
                CheckLabel(draft, field, spoken, text);
                break;
        }
    }

    private static void CheckLabel(EventDraft draft, EventField field, string spoken, string text)
    {
        if (field == EventField.Id)
        {
            if (text.Length is 0 or > 64 || text.AsSpan().ContainsAnyExcept(IdCharacters))
                draft.Fault(spoken, "must be 1 to 64 characters of A-Z a-z 0-9 . _ : -");
            return;
        }

        if (text.Length > LongestLabel)
            draft.Fault(spoken, $"must be at most {LongestLabel} characters");
        if (text.AsSpan().ContainsAnyInRange('\0', '\u001f') || text.AsSpan().ContainsAnyInRange('\u007f', '\u009f'))
            draft.Fault(spoken, "must not contain control characters");
        if (field == EventField.Kind && text is not ("log" or "audit" or ""))
            draft.Fault(spoken, "must be log or audit; agent and process are NotiLog's own");
    }

    private static readonly System.Buffers.SearchValues<char> IdCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-");

    internal static bool TryGetText(ref Utf8JsonReader reader, out string text)
    {
        try
        {
            text = reader.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }

    private static void Skip(ref Utf8JsonReader reader)
    {
        if (!reader.TrySkip())
            throw new JsonException("The JSON ends too early.");
    }

    private static string Spoken(ref Utf8JsonReader reader) =>
        TryGetText(ref reader, out var name) ? name.Length <= 128 ? name : name[..128] : "?";

    private static (byte[] Name, EventField Field, string Spoken)? Find(ref Utf8JsonReader reader)
    {
        var escaped = reader.ValueIsEscaped;
        if (escaped && !TryGetText(ref reader, out _))
            return null;
        foreach (ref readonly var known in Names.AsSpan())
        {
            if (escaped ? reader.ValueTextEquals(known.Name) : reader.ValueSpan.SequenceEqual(known.Name))
                return known;
        }

        return null;
    }

    private static (byte[] Name, EventField Field, string Spoken)[] Known(params (string Name, EventField Field)[] names) =>
        [.. names.Select(n => (System.Text.Encoding.UTF8.GetBytes(n.Name), n.Field, n.Name))];
}
