using System.Text.Json;
using NotiLog.Common;
using NotiLog.Requests;

namespace NotiLog.Routing;

/// <summary>The body of <c>POST /api/v1/silences</c>.</summary>
/// <param name="Comment">Null when absent.</param>
public sealed record SilenceRequest(IReadOnlyList<Matcher> Match, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string? Comment)
{
    private const int LongestComment = 1000;
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(365);

    /// <summary>Reads it or names every fault by path. Starts now unless it says otherwise.</summary>
    public static Result<SilenceRequest> Read(JsonElement body, DateTimeOffset now)
    {
        var faults = new Faults();
        var fields = new JsonFields(body, "", faults);
        var match = Matchers.Read(fields, "match", faults);
        if (match.Count == 0 && !faults.Any)
            fields.Fault("match", "is empty and would mute everything; if that is what you mean, say so by level>=trace");
        var starts = fields.Time("startsAt") ?? now;
        if (starts < now - Farthest)
            fields.Fault("startsAt", $"must be at most {Durations.Format(Farthest)} ago");
        var ends = EndOf(fields, starts, now, faults);
        var comment = fields.Prose("comment", LongestComment);
        fields.Close();
        return faults.Any ? Problem.From(faults) : new SilenceRequest(match, starts, ends, string.IsNullOrWhiteSpace(comment) ? null : comment);
    }

    private static DateTimeOffset EndOf(JsonFields fields, DateTimeOffset starts, DateTimeOffset now, Faults faults)
    {
        if (fields.Time("endsAt") is not { } ends)
        {
            if (!faults.ByField.ContainsKey("endsAt"))
                fields.Fault("endsAt", "is required");
            return default;
        }

        if (ends <= now)
            fields.Fault("endsAt", "must lie in the future");
        else if (ends <= starts)
            fields.Fault("endsAt", "must be later than startsAt");
        else if (ends > now + Farthest)
            fields.Fault("endsAt", $"must be at most {Durations.Format(Farthest)} ahead");
        return ends;
    }
}
