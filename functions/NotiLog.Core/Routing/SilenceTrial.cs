using System.Text.Json;
using NotiLog.Common;
using NotiLog.Events;
using NotiLog.Requests;

namespace NotiLog.Routing;

/// <summary>The body of <c>POST /api/v1/silences/test</c>: <c>{"match":[...],"last":"1d"}</c>, <c>last</c> 1m..31d.</summary>
public sealed record SilenceTrialRequest(IReadOnlyList<Matcher> Match, TimeSpan Last)
{
    public static Result<SilenceTrialRequest> Read(JsonElement body)
    {
        var faults = new Faults();
        var fields = new JsonFields(body, "", faults);
        var match = Matchers.Read(fields, "match", faults);
        var last = fields.Duration("last", TimeSpan.FromDays(1), TimeSpan.FromMinutes(1), TimeSpan.FromDays(31));
        fields.Close();
        return faults.Any ? Problem.From(faults) : new SilenceTrialRequest(match, last);
    }
}

/// <param name="From">What was looked at begins here.</param>
/// <param name="Matched">Events since then that the silence would have muted, recoveries not among them.</param>
/// <param name="Looked">Events looked at.</param>
/// <param name="Complete">False when the look ended early: there may be more before the oldest that was looked at.</param>
/// <param name="Examples">The newest of the matched, at most 10.</param>
public sealed record SilenceTrialOutcome(DateTimeOffset From, int Matched, int Looked, bool Complete, IReadOnlyList<MutedExample> Examples);

public sealed record MutedExample(Guid EventId, DateTimeOffset Time, Level Level, string Service, string Host, string Message)
{
    private const int LongestMessage = 300;

    internal static MutedExample Of(LogEvent e) => new(e.EventId, e.Time, e.Level, e.Service, e.Host, Shortened(e.Message));

    private static string Shortened(string message) => message.Length <= LongestMessage
        ? message
        : message[..(char.IsHighSurrogate(message[LongestMessage - 1]) ? LongestMessage - 1 : LongestMessage)] + "…";
}

/// <summary>Shows what a silence would have muted lately, before it is made. Looks at about 20,000 events, newest first.</summary>
public sealed class SilenceTrial(EventReader events, TimeProvider time)
{
    private const int Most = 20_000;
    private const int PageEvents = 1000;
    private const int MostExamples = 10;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public async Task<SilenceTrialOutcome> RunAsync(SilenceTrialRequest request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var begun = time.GetTimestamp();
        var query = new EventQuery { From = now - request.Last, Fingerprint = "silence" };
        var muting = new Silences([new(Uuid7.New(now), request.Match, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, null, DateTimeOffset.MinValue, "")]).At(now);
        var examples = new List<MutedExample>();
        var (matched, looked) = (0, 0);
        string? cursor = null;
        do
        {
            var page = (await events.ListAsync(query, ascending: false, PageEvents, cursor, cancellationToken)).Value;
            foreach (var found in page.Items.Where(found => muting.Of(found) is not null))
            {
                matched++;
                if (examples.Count < MostExamples)
                    examples.Add(MutedExample.Of(found));
            }

            looked += page.Scanned;
            cursor = page.NextCursor;
        }
        while (cursor is not null && looked < Most && time.GetElapsedTime(begun) < Longest);
        return new(query.From.Value, matched, looked, Complete: cursor is null, examples);
    }
}
