using System.Text.Json;
using System.Text.Unicode;
using NotiLog.Requests;

namespace NotiLog.Events;

/// <summary>Splits an ingest body into drafts: one JSON object, an array of them, or NDJSON.</summary>
public static class IngestBody
{
    public const int LargestBody = 4 * 1024 * 1024;
    public const int MostEvents = 5000;
    internal static readonly JsonReaderOptions Options = new() { MaxDepth = 1000 };

    private static Problem TooMany => new(ProblemKind.TooLarge, $"A request holds at most {MostEvents} events; send the rest in another.");

    /// <summary>Drafts in the order sent, faulty ones included; a problem when the body cannot be read as a whole.</summary>
    public static Result<List<EventDraft>> Read(ReadOnlySpan<byte> body, bool isNdjson)
    {
        body = body.StartsWith("\ufeff"u8) ? body[3..] : body;
        if (isNdjson)
            return ReadLines(body);
        if (!Utf8.IsValid(body))
            return Problem.Invalid("body", "must be valid UTF-8");
        try
        {
            return ReadJson(body);
        }
        catch (JsonException e)
        {
            return Problem.Invalid("body", $"is not valid JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}");
        }
    }

    private static Result<List<EventDraft>> ReadJson(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, Options);
        reader.Read();
        var drafts = new List<EventDraft>();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (drafts.Count == MostEvents)
                    return TooMany;
                drafts.Add(ReadOne(body, ref reader));
            }
        }
        else
        {
            drafts.Add(ReadOne(body, ref reader));
        }

        reader.Read();
        return drafts.Count == 0 ? Problem.Invalid("body", "holds no event") : drafts;
    }

    private static Result<List<EventDraft>> ReadLines(ReadOnlySpan<byte> body)
    {
        var drafts = new List<EventDraft>();
        var number = 0;
        foreach (var range in body.Split((byte)'\n'))
        {
            number++;
            var line = body[range].Trim(" \t\r"u8);
            if (line.IsEmpty)
                continue;
            if (drafts.Count == MostEvents)
                return TooMany;
            drafts.Add(ReadLine(line, number));
        }

        return drafts.Count == 0 ? Problem.Invalid("body", "holds no event") : drafts;
    }

    private static EventDraft ReadLine(ReadOnlySpan<byte> line, int number)
    {
        if (!Utf8.IsValid(line))
            return EventDraft.Faulty("line", $"{number} is not valid UTF-8");
        try
        {
            var reader = new Utf8JsonReader(line, Options);
            reader.Read();
            var draft = ReadOne(line, ref reader);
            reader.Read();
            return draft;
        }
        catch (JsonException e)
        {
            return EventDraft.Faulty("line", $"{number} is not valid JSON at byte {e.BytePositionInLine + 1}");
        }
    }

    private static EventDraft ReadOne(ReadOnlySpan<byte> body, ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
            return EventParser.Parse(body, ref reader);
        reader.Skip();
        return EventDraft.Faulty("event", "must be a JSON object");
    }
}
