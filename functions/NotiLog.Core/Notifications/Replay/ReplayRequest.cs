using System.Text.Json;
using NotiLog.Requests;

namespace NotiLog.Notifications.Replay;

/// <summary>The body of <c>POST /api/v1/routing/replay</c>.</summary>
/// <param name="Draft"><c>{"routes":[...]}</c>; null replays the document in force only.</param>
/// <param name="Query">All of it but the cursor, equal for equal requests.</param>
public sealed record ReplayRequest(JsonElement? Draft, DateTimeOffset From, DateTimeOffset To, string? Cursor, string Query)
{
    /// <summary>Characters of a cursor.</summary>
    public const int LongestCursor = 1024 * 1024;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);
    private static readonly TimeSpan Default = TimeSpan.FromDays(1);

    /// <summary>Reads it or names every fault but the draft's own. The last 24 hours unless it says otherwise; nothing after now is replayed.</summary>
    public static Result<ReplayRequest> Read(JsonElement body, DateTimeOffset now)
    {
        var faults = new Faults();
        var fields = new JsonFields(body, "", faults);
        var draft = fields.Take("routing");
        var (givenFrom, givenTo) = (fields.Time("from"), fields.Time("to"));
        var cursor = fields.Prose("cursor", LongestCursor);
        fields.Close();
        if (faults.Any)
            return Problem.From(faults);
        var to = givenTo < now ? givenTo.Value : now;
        var from = givenFrom ?? (to - DateTimeOffset.UnixEpoch > Default ? to - Default : DateTimeOffset.UnixEpoch);
        if (from >= (givenTo ?? now))
            fields.Fault("from", "must be earlier than to");
        else if (from >= to)
            fields.Fault("from", "must lie in the past");
        else if (from < DateTimeOffset.UnixEpoch + Longest || to - from > Longest)
            fields.Fault("from", "must be at most 31 days before to");
        return faults.Any ? Problem.From(faults) : new ReplayRequest(draft, from, to, cursor, $"replay {givenFrom:O} {givenTo:O} {draft?.GetRawText()}");
    }
}
