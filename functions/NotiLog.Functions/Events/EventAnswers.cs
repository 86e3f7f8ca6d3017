using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using NotiLog.Common;
using NotiLog.Events;
using NotiLog.Functions.Http;
using NotiLog.Requests;

namespace NotiLog.Functions.Events;

/// <summary>Events as answers; written by hand since <c>context</c> goes out as it came in.</summary>
internal static class EventAnswers
{
    public static IActionResult One(LogEvent? found)
    {
        if (found is null)
            return new ProblemAnswer(Problem.NotFound("There is no such event (any more)."));
        using var text = new JsonText();
        EventJson.Write(text.Writer, found, withTriage: true);
        return new JsonAnswer(StatusCodes.Status200OK, text.ToBytes());
    }

    /// <param name="scanned">Rows looked at, or null to leave it out.</param>
    public static JsonAnswer Page(IReadOnlyList<LogEvent> items, string? nextCursor, int? scanned)
    {
        using var text = new JsonText();
        var json = text.Writer;
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (var item in items)
            EventJson.Write(json, item);
        json.WriteEndArray();
        json.WriteString("nextCursor", nextCursor);
        if (scanned is { } rows)
            json.WriteNumber("scanned", rows);
        json.WriteEndObject();
        return new JsonAnswer(StatusCodes.Status200OK, text.ToBytes());
    }
}
