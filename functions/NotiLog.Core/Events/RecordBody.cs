using System.Text;
using System.Text.Json;
using NotiLog.Requests;

namespace NotiLog.Events;

/// <summary>Events of one record of a topic: one JSON object, an array of them, or NDJSON; nothing but the text itself says which.</summary>
internal sealed class RecordBody
{
    private readonly string text;
    private readonly bool isLines;
    private IReadOnlyList<string>? texts;

    public RecordBody(string text)
    {
        this.text = text;
        var body = Encoding.UTF8.GetBytes(text);
        Drafts = Read(body);
        if (Drafts.Succeeded || !MayBeLines)
            return;
        var lines = IngestBody.Read(body, isNdjson: true);
        isLines = !lines.Succeeded || lines.Value.Exists(draft => draft.Faults?.ByField.ContainsKey("line") != true);
        if (isLines)
            Drafts = Named(lines);
    }

    /// <summary>In the order sent, faulty ones included; a problem with its faults when the record cannot be read as a whole.</summary>
    public Result<List<EventDraft>> Drafts { get; }

    private bool IsArray => text.AsSpan().Trim(" \t\r\n\ufeff").StartsWith('[');

    private bool MayBeLines => text.Length <= IngestBody.LargestBody && !IsArray && text.AsSpan().Trim().Contains('\n');

    /// <summary>The text of one of <see cref="Drafts"/>.</summary>
    public string TextOf(int index)
    {
        texts ??= IsArray ? Elements() : isLines ? Lines() : [text];
        return index < texts.Count ? texts[index] : text;
    }

    private static Result<List<EventDraft>> Read(byte[] body)
    {
        if (body.Length > IngestBody.LargestBody)
            return Problem.Invalid("body", $"must be at most {IngestBody.LargestBody / (1024 * 1024)} MiB");
        if (body.AsSpan().Trim(" \t\r\n"u8).IsEmpty)
            return Problem.Invalid("body", "is empty");
        return Named(IngestBody.Read(body, isNdjson: false));
    }

    private static Result<List<EventDraft>> Named(Result<List<EventDraft>> read) => read.Problem is { Faults: null }
        ? Problem.Invalid("body", $"must hold at most {IngestBody.MostEvents} events")
        : read;

    private List<string> Lines() =>
        [.. text.TrimStart('\ufeff').Split('\n').Select(line => line.Trim(' ', '\t', '\r')).Where(line => line.Length > 0)];

    private List<string> Elements()
    {
        var body = Encoding.UTF8.GetBytes(text.TrimStart('\ufeff')).AsSpan();
        var reader = new Utf8JsonReader(body, IngestBody.Options);
        reader.Read();
        var elements = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            elements.Add(Encoding.UTF8.GetString(body[start..(int)reader.BytesConsumed]));
        }

        return elements;
    }
}
