using System.Text.Json;
using NotiLog.Liveness;
using NotiLog.Requests;
using NotiLog.Routing;
using EventField = NotiLog.Routing.EventField;

namespace NotiLog.Watches;

/// <summary>The body of <c>POST</c> and <c>PUT /api/v1/watches</c>.</summary>
public sealed record WatchRequest(
    string Name, IReadOnlyList<Matcher> Match, IReadOnlyList<EventField> Labels, Expectation Expected, bool Enabled)
{
    private const int MostLabels = 5;

    private static readonly Expectation Usual = new(TimeSpan.FromDays(1), TimeSpan.FromMinutes(1), null);

    /// <summary>Reads it or names every fault by path.</summary>
    public static Result<WatchRequest> Read(JsonElement body)
    {
        var faults = new Faults();
        var fields = new JsonFields(body, "", faults);
        var name = fields.Text("name", required: true) ?? "";
        var match = Matchers.Read(fields, "match", faults);
        if (match.Count == 0 && !faults.ByField.Keys.Any(field => field.StartsWith("match", StringComparison.Ordinal)))
            fields.Fault("match", "is empty and would be any event; if that is what you mean, say so by level>=trace");
        var labels = ReadLabels(fields, faults);
        if (fields.Take("interval") is null && fields.Take("schedule") is null)
            fields.Fault("interval", "is required unless there is a schedule");
        var expected = Expectation.Read(fields, "interval", Usual);
        var enabled = fields.Flag("enabled", absent: true);
        fields.Close();
        return faults.Any ? Problem.From(faults) : new WatchRequest(name, match, labels, expected, enabled);
    }

    private static List<EventField> ReadLabels(JsonFields fields, Faults faults)
    {
        var labels = new List<EventField>();
        foreach (var (path, name) in JsonTexts.Read(fields, "labels", required: false, MostLabels, faults))
        {
            if (EventField.Find(name) is not { CanGroup: true } field)
                faults.Add(path, $"names '{name}', by which events are not followed; allowed are {EventField.GroupingHint}");
            else if (labels.Exists(other => other.Name == name))
                faults.Add(path, $"names '{name}' again");
            else
                labels.Add(field);
        }

        return labels;
    }
}
