using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using NotiLog.Common;
using NotiLog.Events;
using NotiLog.Functions.Http;

namespace NotiLog.Functions.Events;

/// <summary>What ingest answers.</summary>
internal static class IngestAnswers
{
    /// <summary>202 with ids and what was rejected; 400 when nothing was acceptable.</summary>
    public static IActionResult Of(IngestAnswer answer)
    {
        if (answer.Ids.Count > 0)
            return new JsonAnswer(StatusCodes.Status202Accepted, Accepted(answer));
        var refusal = new ProblemAnswer(StatusCodes.Status400BadRequest, "No event of the request is acceptable; rejected says why.");
        refusal.Members["rejected"] = answer.Rejected.Select(r => new { r.Index, Errors = r.Faults.ByField });
        return refusal;
    }

    /// <summary>429; <paramref name="wait"/> is rounded up to whole seconds.</summary>
    public static IActionResult TooFast(TimeSpan wait)
    {
        var refusal = new ProblemAnswer(StatusCodes.Status429TooManyRequests, "This sender is over its rate limit (Ingest:EventsPerSecond); send again later.");
        refusal.Headers["Retry-After"] = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return refusal;
    }

    private static ReadOnlyMemory<byte> Accepted(IngestAnswer answer)
    {
        using var text = new JsonText();
        var json = text.Writer;
        json.WriteStartObject();
        json.WriteNumber("accepted", answer.Ids.Count);
        json.WriteStartArray("rejected");
        foreach (var (index, faults) in answer.Rejected)
        {
            json.WriteStartObject();
            json.WriteNumber("index", index);
            json.WriteStartObject("errors");
            foreach (var (field, messages) in faults.ByField)
            {
                json.WriteStartArray(field);
                foreach (var message in messages)
                    json.WriteStringValue(message);
                json.WriteEndArray();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("ids");
        foreach (var id in answer.Ids)
            json.WriteStringValue(id);
        json.WriteEndArray();
        json.WriteEndObject();
        return text.ToBytes();
    }
}
