using System.Text;
using System.Text.Json.Nodes;
using NotiLog.Agent.Buffering;
using NotiLog.Agent.Events;

namespace NotiLog.Agent.Sending;

/// <summary>
/// Events whose time the server does not take (too old for its retention, or ahead of its clock) are sent once more with the present time; their own stands in the
/// context as <c>originalTime</c>. The server has said that it did not store them, so the new time makes no second event.
/// </summary>
internal static class Retiming
{
    private const string OriginalTime = "originalTime";

    /// <summary>Null when the event has been given another time before, or its time is not what is wrong.</summary>
    public static JsonObject? Of(Refusal refusal, DateTimeOffset time)
    {
        if (!refusal.IsTime || JsonNode.Parse(refusal.Event.Span) is not JsonObject json || json["time"] is not { } own)
            return null;
        var context = json["context"] as JsonObject ?? [];
        if (context.ContainsKey(OriginalTime))
            return null;
        context[OriginalTime] = own.DeepClone();
        json["context"] = context.Parent is null ? context : context.DeepClone();
        json["time"] = time.UtcDateTime.ToString("O", null);
        return json;
    }

    public static List<Segment> ToSegments(IReadOnlyList<JsonObject> events, DateTimeOffset time)
    {
        var segments = new List<Segment>();
        foreach (var rank in events.GroupBy(one => Ranks.Of(Levels.TryParse((string)one["level"]!, out var level) ? level : Level.Info)))
        {
            using var builder = new SegmentBuilder(rank.Key);
            foreach (var one in rank)
                builder.Add(Encoding.UTF8.GetBytes(one.ToJsonString() + "\n"), time);
            segments.AddRange(builder.Take());
        }

        return segments;
    }
}
